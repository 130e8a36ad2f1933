import { Alert, Paper, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ValueField } from '../../components/secret-field.tsx';
import { ClaimsTable } from '../inspector/claims-table.tsx';
import type { Inspection } from '../inspector/inspection.ts';
import { Verdict } from '../inspector/verdict.tsx';
import { Snippets } from './snippets.tsx';
import type { Issued } from './workshop-queries.ts';

/** A new token, its content, and sample code. */
export function IssuedResult({ result: { issued, inspection } }: { readonly result: Issued }) {
  const { t } = useTranslation('tokens');
  const heading = useRef<HTMLHeadingElement>(null);
  // On narrow screens it is below the form.
  useEffect(() => {
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <Stack component="section" aria-label={t('result.title')} miw={0}>
      <Paper withBorder p="md">
        <Stack>
          <Title order={2} ref={heading}>
            {t('result.title')}
          </Title>
          <ValueField label={t('result.token')} value={issued.token} />
          <Text size="sm" c="dimmed">
            {t('result.notice')}
          </Text>
          {inspection instanceof Error ? (
            <Alert color="orange" title={t('result.notChecked')}>
              <ErrorNotice error={inspection} />
            </Alert>
          ) : (
            <ReadBack inspection={inspection} />
          )}
        </Stack>
      </Paper>
      <Snippets issued={issued} />
    </Stack>
  );
}

function ReadBack({ inspection }: { readonly inspection: Inspection }) {
  const { t } = useTranslation('tokens');
  const { claims, project } = inspection;
  return (
    <>
      <Verdict inspection={inspection} />
      {claims !== null && (
        <>
          {claims.expiresAt === null && <Text size="sm">{t('result.neverExpires')}</Text>}
          <ClaimsTable claims={claims} project={project} />
        </>
      )}
    </>
  );
}
