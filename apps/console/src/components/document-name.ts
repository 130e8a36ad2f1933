/** The last part of a document's URL. */
export function documentName(resource: string): string {
  const name = resource.split('/').at(-1);
  try {
    return name ? decodeURIComponent(name) : resource;
  } catch {
    return name || resource;
  }
}
