/** A folder of a subscription list: other folders first, then what lies in itself. */
export type Folder<T> = Readonly<{ name: string; folders: readonly Folder<T>[]; members: readonly T[] }>;

/** Deeper ones are not told apart by readers of lists, ours among them. */
const mostLevels = 10;

/**
 * Things with a category as nested folders, in the order of the first thing of each: "News/World" lies in "News". A
 * category that would not come back as itself, as "A / B" or "/A", is one folder by its whole name.
 */
export function foldersOf<T>(things: readonly T[], categoryOf: (thing: T) => string | undefined): Folder<T> {
  const root = growing<T>("");
  for (const thing of things) {
    let folder = root;
    for (const name of levelsOf(categoryOf(thing) ?? "")) {
      const inner = folder.folders.get(name) ?? growing<T>(name);
      folder.folders.set(name, inner);
      folder = inner;
    }
    folder.members.push(thing);
  }
  return grown(root);
}

type Growing<T> = { readonly name: string; readonly folders: Map<string, Growing<T>>; readonly members: T[] };
const growing = <T>(name: string): Growing<T> => ({ name, folders: new Map(), members: [] });
const grown = <T>({ name, folders, members }: Growing<T>): Folder<T> => ({
  name,
  folders: [...folders.values()].map(grown),
  members,
});

function levelsOf(category: string): readonly string[] {
  const levels = category.split("/");
  const areNames = levels.every((level) => level !== "" && level.trim() === level);
  return areNames && levels.length <= mostLevels ? levels : category === "" ? [] : [category];
}
