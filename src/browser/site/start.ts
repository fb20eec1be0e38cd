import { startOffline } from "#browser/offline/start-offline.ts";
import { startAppearance } from "./appearance.ts";
import { startContentsHighlight } from "./contents-highlight.ts";
import { startCycleKeys } from "./cycle-keys.ts";
import { startDialogs } from "./dialogs.ts";
import { followProgress } from "./follow-progress.ts";
import { startLanguageSwitch } from "./language-switch.ts";
import { startSearch } from "./search-dialog.ts";
import { startShortcuts } from "./shortcuts.ts";

startLanguageSwitch();
startAppearance();
startDialogs();
startShortcuts();
startSearch();
startContentsHighlight();
startCycleKeys();
followProgress();
startOffline();
