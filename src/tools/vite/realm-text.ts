export type RealmPart = {
  readonly name: string;
  /** A CommonJS module that requires other parts as `./name`. */
  readonly code: string;
  /** The names that it exports. */
  readonly exports: readonly string[];
};

/**
 * Parts as one classic script. The entry is evaluated with the script, any other part at its first opening. What the entry exports is
 * the value of `var <name>`; an entry that exports nothing leaves no name behind. All is ASCII, which an engine reads and holds in half
 * the room.
 */
export function realmText({
  name,
  parts,
  entry,
  partsModule,
  isForImage = false,
}: {
  readonly name: string;
  readonly parts: readonly RealmPart[];
  readonly entry: string;
  /** The script is evaluated once, for an image of the heap: then parts are functions, and all of them are opened at once. */
  readonly isForImage?: boolean | undefined;
  /** What the parts import to open others by name. */
  readonly partsModule: string;
}): string {
  const first = parts.find((part) => part.name === entry);
  if (first === undefined) throw new Error(`there is no part ${entry}`);
  const later = parts.filter((part) => part !== first);
  const texts = Object.fromEntries(later.map((part) => [`./${part.name}`, strict(part.code)]));
  const functions = Object.entries(texts).map(([key, text]) => `${JSON.stringify(key)}(exports,require){${text}\n}`);
  // `Function` is taken before learner code can put another in its place. Strict everywhere: from sloppy code a learner could climb by
  // function.caller into the realm's own functions.
  const begin = first.exports.length === 0 ? ";" : `var ${name}=`;
  return `${begin}(()=>{"use strict";
const ${isForImage ? `parts={${functions.join(",")}}` : `Make=Function,texts=${JSON.stringify(texts)}`},opened={__proto__:null};
const open=(name)=>{
let exports=opened[name];
if(exports===undefined){
exports=opened[name]={};
${isForImage ? "parts[name]" : 'Make("exports","require",texts[name])'}(exports,open);
}
return exports;
};
opened[${JSON.stringify(partsModule)}]={openPart:(name)=>open("./"+name)};
const exports=opened[${JSON.stringify(`./${entry}`)}]={};
((exports,require)=>{${strict(first.code)}
})(exports,open);
${isForImage ? "for(const name in parts)open(name);" : ""}return exports;
})();
`;
}

function strict(code: string): string {
  const text = asciiOnly(code.trimEnd());
  return text.startsWith('"use strict";') ? text : `"use strict";${text}`;
}

function asciiOnly(code: string): string {
  return code.replaceAll(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
