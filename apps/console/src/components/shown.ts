import { useSearchParams } from 'wouter';

/** What is open beside a list, in the address: Back closes it, and it can be linked. */
export function useShown(name: string): readonly [string | null, (id: string | null) => void] {
  const [params, setParams] = useSearchParams();
  const show = (id: string | null) =>
    setParams((before) => {
      const after = new URLSearchParams(before);
      if (id === null) after.delete(name);
      else after.set(name, id);
      return after;
    });
  return [params.get(name), show];
}
