import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';

const TYPING_PAUSE_MS = 250;

/** The server's limit. */
const MAX_LENGTH = 64;

/** Reports what is searched for once the typing pauses. */
export function SearchInput({
  label,
  placeholder,
  value,
  onChange,
}: {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (search: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  const report = useDebouncedCallback((text: string) => onChange(text.trim()), TYPING_PAUSE_MS);
  // Cleared elsewhere, or another address.
  useEffect(() => setTyped((before) => (before.trim() === value ? before : value)), [value]);
  return (
    <TextInput
      type="search"
      label={label}
      placeholder={placeholder}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        report(currentTarget.value);
      }}
      maxLength={MAX_LENGTH}
      spellCheck={false}
      flex={2}
      miw={220}
    />
  );
}
