import { Button } from '@mantine/core';
import { EmptyState } from './empty-state.tsx';

interface Words {
  readonly title: string;
  readonly advice: string;
  /** What the button says. */
  readonly action: string;
}

/**
 * In place of an empty list: how to make its first entry or, if filters left none, how to be rid of them.
 *
 * @example
 * <NoEntries isNarrowed={isNarrowed} onCreate={open} onShowAll={clear}
 *   empty={{ title: t('empty.title'), advice: t('empty.advice'), action: t('create.open') }} noMatch={…} />
 */
export function NoEntries({
  isNarrowed,
  empty,
  noMatch,
  onCreate,
  onShowAll,
}: {
  readonly isNarrowed: boolean;
  readonly empty: Words;
  readonly noMatch: Words;
  readonly onCreate: () => void;
  readonly onShowAll: () => void;
}) {
  const { title, advice, action } = isNarrowed ? noMatch : empty;
  const button = isNarrowed ? (
    <Button variant="default" onClick={onShowAll}>
      {action}
    </Button>
  ) : (
    <Button onClick={onCreate}>{action}</Button>
  );
  return (
    <EmptyState title={title} action={button}>
      {advice}
    </EmptyState>
  );
}
