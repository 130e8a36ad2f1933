/** The document as people call it: the last part of its URL, or all of it. */
export function documentName({ resource }: { readonly resource: string }): string {
  const name = resource.split('/').at(-1) || resource;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
