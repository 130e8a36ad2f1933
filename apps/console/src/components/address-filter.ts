import { useSearchParams } from 'wouter';

/**
 * The filters of a list, kept in the address: they can be linked, and survive a reload and a way back. A changed filter starts at the first
 * page. Never for a secret.
 *
 * @param none every filter with the value that narrows nothing.
 * @example
 * const { filter, change } = useAddressFilter({ project: '', search: '' });
 */
export function useAddressFilter<Filter extends Readonly<Record<string, string>>>(none: Filter) {
  const [params, setParams] = useSearchParams();
  const filter = Object.fromEntries(
    Object.entries(none).map(([name, value]) => [name, params.get(name) ?? value]),
  ) as { readonly [Name in keyof Filter]: string };
  const change = (changes: Partial<Record<keyof Filter, string>>) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        after.delete('after');
        for (const [name, value] of Object.entries(changes)) {
          if (value === none[name] || value === undefined) after.delete(name);
          else after.set(name, value);
        }
        return after;
      },
      { replace: true },
    );
  return {
    filter,
    change,
    clear: () => change(none),
    isNarrowed: Object.entries(none).some(([name, value]) => filter[name] !== value),
  };
}
