import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import type { GradingFiles } from "./grading-files.ts";

/** How a child is started on this host, from the outer wall inwards. */
export type SandboxCommand = {
  readonly command: string;
  readonly args: (script: "child" | "probe", image?: string) => readonly string[];
  /** Files by `imageKey`; the child can read all of them. */
  readonly images: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** bubblewrap: a network, process, mount and user namespace of its own. none: Node's permissions alone. */
  readonly wall: "bubblewrap" | "none";
};

const environment = { UV_THREADPOOL_SIZE: "1" };
/** One helper thread for compiling and collecting. */
const engineFlags = ["--v8-pool-size=1", "--no-warnings", "--disable-proto=delete"];

export function sandboxCommand(files: GradingFiles): SandboxCommand {
  const node = realpathSync(process.execPath);
  const images = Object.values(files.images);
  const nodeArgs = (script: "child" | "probe", image = ""): string[] => {
    const readable = [files[script], files.addon, ...images];
    return [
      ...engineFlags,
      "--permission",
      "--allow-addons",
      ...readable.map((file) => `--allow-fs-read=${file}`),
      files[script],
      files.addon,
      image,
    ];
  };
  const empty = `${files.directory}/empty`;
  mkdirSync(empty, { recursive: true });
  const plain: SandboxCommand = {
    command: node,
    args: nodeArgs,
    images: files.images,
    cwd: empty,
    env: environment,
    wall: "none",
  };
  const bwrap = ["/usr/bin/bwrap", "/usr/local/bin/bwrap", "/bin/bwrap"].find((file) => existsSync(file));
  if (bwrap === undefined) return plain;
  const visible = [node, files.child, files.probe, files.addon, ...images, ...libraries()];
  const walls = [
    "--unshare-all", // user, network, process, ipc, uts and cgroup namespaces
    "--die-with-parent",
    "--new-session",
    "--as-pid-1",
    ...["--info-fd", "4"],
    ...["--cap-drop", "ALL"],
    ...["--hostname", "grader"],
    "--clearenv",
    ...Object.entries(environment).flatMap(([name, value]) => ["--setenv", name, value]),
    ...[...new Set(visible)].flatMap((file) => ["--ro-bind-try", file, file]),
    ...["--dir", "/empty", "--chdir", "/empty", "--remount-ro", "/"],
    "--",
  ];
  const works = spawnSync(bwrap, [...walls.filter((arg) => arg !== "--info-fd" && arg !== "4"), node, "--version"], {
    timeout: 10_000,
    env: {},
  });
  if (works.status !== 0) return plain;
  return {
    command: bwrap,
    args: (script, image) => [...walls, node, ...nodeArgs(script, image)],
    images: files.images,
    cwd: empty,
    env: {},
    wall: "bubblewrap",
  };
}

/** The shared objects that this Node has loaded: the child is the same program. */
function libraries(): readonly string[] {
  const report = process.report as typeof process.report & { excludeNetwork: boolean }; // documented, untyped
  report.excludeNetwork = true; // else it looks up the names of all connections
  const { sharedObjects } = report.getReport() as { sharedObjects?: string[] }; // documented, untyped
  const files = (sharedObjects ?? []).filter((file) => file.startsWith("/") && existsSync(file));
  return [...files, ...files.map((file) => realpathSync(file)), ...loaderLinks(files)];
}

/** The loader is named in the program by a fixed path, often a link in another folder than the one it is loaded from. */
function loaderLinks(files: readonly string[]): readonly string[] {
  const links = ["/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1", "/lib/ld-musl-x86_64.so.1"];
  return links.filter((file) => existsSync(file) && !files.some((other) => dirname(other) === file));
}
