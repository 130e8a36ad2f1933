import { Alert, Code, Group, Paper, SegmentedControl, Stack, Tabs, Text, Title } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../components/copy-button.tsx';
import { CODE_LANGUAGES } from './snippets/languages.ts';
import {
  type IssuedToken,
  needsSecret,
  PLACEHOLDER,
  type Program,
  stepsToIssue,
  stepsToUse,
} from './snippets/program.ts';
import { useAbout } from './workshop-queries.ts';

type Purpose = 'issue' | 'use';

const HighlightedCode = lazy(() => import('./snippets/highlighted-code.tsx'));

/** Sample code in nine languages: to issue such a token on a server, and to use this one. */
export function Snippets({ issued }: { readonly issued: IssuedToken }) {
  const { t } = useTranslation('tokens');
  const [purpose, setPurpose] = useState<Purpose>('issue');
  const { data: about } = useAbout();
  if (about === undefined) return null;
  const isExternal = about.resources === 'external';
  const steps = purpose === 'issue' ? stepsToIssue(issued) : isExternal ? [] : stepsToUse(issued);
  const region = about.defaultRegion ?? about.regions[0] ?? '';
  return (
    <Paper withBorder p="md">
      <Stack>
        <Title order={2}>{t('snippets.title')}</Title>
        <SegmentedControl
          transitionDuration={0}
          aria-label={t('snippets.purpose')}
          value={purpose}
          onChange={(value) => setPurpose(value as Purpose)}
          data={(['issue', 'use'] as const).map((value) => ({
            value,
            label: t(`snippets.purposes.${value}`),
          }))}
        />
        {steps.length === 0 ? (
          <Text>{t(`snippets.nothingToUse.${nothingBecause(issued, isExternal)}`)}</Text>
        ) : (
          <CodeTabs program={{ url: location.origin, region, steps }} issued={issued} />
        )}
      </Stack>
    </Paper>
  );
}

function nothingBecause({ kind }: IssuedToken, isExternal: boolean): 'external' | 'sdk' | 'room' {
  if (isExternal) return 'external';
  return kind === 'sdk' ? 'sdk' : 'room';
}

function CodeTabs({ program, issued }: { readonly program: Program; readonly issued: IssuedToken }) {
  const { t } = useTranslation('tokens');
  const { kind, accessKey } = issued;
  return (
    <>
      {needsSecret(program) ? (
        <Alert color="orange" title={t('snippets.issueHelp')}>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {t('snippets.placeholder', { placeholder: PLACEHOLDER, accessKey })}
          </Text>
          <Text size="sm">{t('snippets.neverHere')}</Text>
        </Alert>
      ) : (
        <Text size="sm">{t(`snippets.useHelp.${kind}`)}</Text>
      )}
      <Tabs defaultValue="curl">
        <Tabs.List>
          {CODE_LANGUAGES.map(({ id, name }) => (
            <Tabs.Tab key={id} value={id}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {CODE_LANGUAGES.map(({ id, name, write }) => {
          const code = write(program);
          const label = t('snippets.code', { language: name });
          return (
            <Tabs.Panel key={id} value={id} pt="sm">
              <Stack gap="xs">
                <Group justify="space-between">
                  <Text size="sm" c="dimmed">
                    {t(`snippets.requires.${id}`)}
                  </Text>
                  <CopyButton value={code} name={label} />
                </Group>
                {/* Focusable, so that the keyboard can scroll it. */}
                <Code
                  block
                  tabIndex={0}
                  role="region"
                  aria-label={label}
                  mah={420}
                  style={{ overflow: 'auto' }}
                >
                  <Suspense fallback={code}>
                    <HighlightedCode code={code} language={id} />
                  </Suspense>
                </Code>
              </Stack>
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </>
  );
}
