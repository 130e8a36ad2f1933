import { Code } from '@mantine/core';

/** Renders the parts of a text in backticks as code. */
export function WithCode({ text }: { readonly text: string }) {
  const parts = text
    .split('`')
    .map((part, index) => ({ part, at: `${index} ${part}`, isCode: index % 2 === 1 }));
  return (
    <>
      {parts.map(({ part, at, isCode }) =>
        isCode ? <Code key={at}>{part}</Code> : <span key={at}>{part}</span>,
      )}
    </>
  );
}
