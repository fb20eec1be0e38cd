import { type ServiceModel, type Shape, shapeNamed } from "#cloud/core/service-model.ts";
import { readText } from "../xml/read-xml.ts";

type Tree = { text: string | undefined; readonly parts: Map<string, Tree> };

/** The parameters of the query protocol (`Tags.member.1.Key=a`) as the structure they spell out. */
export function readQuery({
  model,
  shape,
  pairs,
}: {
  readonly model: ServiceModel;
  readonly shape: string;
  readonly pairs: readonly (readonly [string, string])[];
}): object {
  const root: Tree = { text: undefined, parts: new Map() };
  for (const [name, text] of pairs) {
    let tree = root;
    for (const step of name.split(".")) {
      const next = tree.parts.get(step) ?? { text: undefined, parts: new Map<string, Tree>() };
      tree.parts.set(step, next);
      tree = next;
    }
    tree.text = text;
  }
  return readStructure({ model, shape: shapeNamed(model, shape), tree: root });
}

type Place = { readonly model: ServiceModel; readonly shape: Shape; readonly tree: Tree };

function readTree({ model, shape, tree }: Place): unknown {
  if (shape.type === "structure") return readStructure({ model, shape, tree });
  if (shape.type === "list") return readList({ model, shape, tree });
  if (shape.type === "map") return readMap({ model, shape, tree });
  return readText(shape, tree.text ?? "");
}

function readStructure({ model, shape, tree }: Place): object {
  const made: [string, unknown][] = [];
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    const part = tree.parts.get(member.locationName ?? name);
    if (part !== undefined) made.push([name, readTree({ model, shape: shapeNamed(model, member.shape), tree: part })]);
  }
  return Object.fromEntries(made);
}

function readList({ model, shape, tree }: Place): readonly unknown[] {
  const { member } = shape;
  if (member === undefined) return [];
  const items = shape.flattened === true ? tree : tree.parts.get(member.locationName ?? "member");
  const inner = shapeNamed(model, member.shape);
  return numbered(items).map((part) => readTree({ model, shape: inner, tree: part }));
}

function readMap({ model, shape, tree }: Place): object {
  const { key, value } = shape;
  if (key === undefined || value === undefined) return {};
  const inner = shapeNamed(model, value.shape);
  const entries = numbered(shape.flattened === true ? tree : tree.parts.get("entry"));
  return Object.fromEntries(
    entries.map((entry) => {
      const part = entry.parts.get(value.locationName ?? "value") ?? { text: "", parts: new Map<string, Tree>() };
      return [entry.parts.get(key.locationName ?? "key")?.text ?? "", readTree({ model, shape: inner, tree: part })];
    }),
  );
}

/** What stands under 1, 2, 3 …, in that order. An empty list is sent as a name without any. */
function numbered(tree: Tree | undefined): readonly Tree[] {
  return [...(tree?.parts.entries() ?? [])]
    .filter(([name]) => /^\d{1,6}$/.test(name))
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([, part]) => part);
}
