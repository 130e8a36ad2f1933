import { Button, Group, NativeSelect, Paper, SimpleGrid, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { TakeBack } from '../revocations/revocations-of.tsx';
import { ClaimsTable } from './claims-table.tsx';
import { type Inspection, inspect, OPERATIONS } from './inspection.ts';
import { Permits } from './permits.tsx';
import { TokenTimeline } from './token-timeline.tsx';
import { Verdict } from './verdict.tsx';
import { Warnings } from './warnings.tsx';

/** `/inspect`. The token is sent to this server only and kept in this component only. */
export default function InspectorPage() {
  const { t } = useTranslation('inspector');
  const [token, setToken] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [operation, setOperation] = useState('');
  const inspection = useMutation({
    mutationFn: () =>
      inspect(
        token,
        OPERATIONS.find((name) => name === operation),
      ),
    gcTime: 0,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(token.trim() === '');
    // Unchanged, since the text around the token may be the mistake.
    if (token.trim() !== '') inspection.mutate();
  };
  const clear = () => {
    setToken('');
    inspection.reset();
  };
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <Stack gap="lg">
        <form onSubmit={submit}>
          <Stack gap="sm">
            <Textarea
              label={t('token')}
              description={t('tokenHelp')}
              value={token}
              onChange={({ currentTarget }) => {
                setToken(currentTarget.value);
                setMissing(false);
                // The old result is about another token.
                inspection.reset();
              }}
              error={isMissing ? t('missing') : null}
              rows={4}
              autoComplete="off"
              spellCheck={false}
              styles={{
                input: { fontFamily: 'var(--mantine-font-family-monospace)', wordBreak: 'break-all' },
              }}
            />
            <NativeSelect
              label={t('operation')}
              description={t('operationHelp')}
              value={operation}
              onChange={({ currentTarget }) => {
                setOperation(currentTarget.value);
                inspection.reset();
              }}
              data={[
                { value: '', label: t('anyOperation') },
                ...OPERATIONS.map((value) => ({ value, label: t(`operations.${value}`) })),
              ]}
              maw={420}
            />
            <Group>
              <Button type="submit" loading={inspection.isPending}>
                {t('submit')}
              </Button>
              <Button variant="default" onClick={clear}>
                {t('clear')}
              </Button>
            </Group>
          </Stack>
        </form>
        <ErrorNotice error={inspection.error} />
        {inspection.data !== undefined && (
          <Findings inspection={inspection.data} onTakenBack={() => inspection.mutate()} />
        )}
      </Stack>
    </>
  );
}

function Findings({
  inspection,
  onTakenBack,
}: {
  readonly inspection: Inspection;
  readonly onTakenBack: () => void;
}) {
  const { t } = useTranslation('inspector');
  const { claims, project, refusal } = inspection;
  return (
    <Stack component="section" aria-label={t('verdict')}>
      <Verdict inspection={inspection} />
      {refusal !== null && refusal.revocation !== null && (
        <Group>
          <TakeBack id={refusal.revocation} onDone={onTakenBack} />
        </Group>
      )}
      <Permits inspection={inspection} />
      <Warnings warnings={inspection.warnings} />
      {claims !== null && (
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Paper withBorder p="md">
            <Title order={2} mb="sm">
              {t('fields.title')}
            </Title>
            <ClaimsTable claims={claims} project={project} />
            {refusal !== null && (
              <Text size="sm" c="dimmed" mt="sm">
                {t('fields.unproved')}
              </Text>
            )}
          </Paper>
          <Paper withBorder p="md">
            <Title order={2} mb="sm">
              {t('timeline.title')}
            </Title>
            <TokenTimeline claims={claims} />
          </Paper>
        </SimpleGrid>
      )}
    </Stack>
  );
}
