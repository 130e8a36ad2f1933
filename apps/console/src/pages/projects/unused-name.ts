/** `wanted`, or `wanted 2`, `wanted 3` …: the first that nobody has. */
export function unusedName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let number = 2; taken.includes(name); number += 1) name = `${wanted} ${number}`;
  return name;
}
