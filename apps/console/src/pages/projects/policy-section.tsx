import { TOKEN_KINDS } from '@boardgate/token/kind';
import { Button, SimpleGrid, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { formatDuration } from '../../components/duration.ts';
import { Section } from '../../components/section.tsx';
import { languageInUse } from '../../i18n/i18n.ts';
import { formatQuota } from './measures.ts';
import { QUOTAS, quotaOf } from './policy-draft.ts';
import { PolicyForm } from './policy-form.tsx';
import type { Project, QuotaName } from './project-types.ts';

/** The project's limits, and a dialog to change them. */
export function PolicySection({ project }: { readonly project: Project }) {
  const { t } = useTranslation(['projects', 'common']);
  const [opened, { open, close }] = useDisclosure();
  const { htmlLang } = languageInUse();
  const { maxLifespanMs = {}, allowPermanentTokens = true, maxRole } = project.policy ?? {};
  const lifespanText = (ms: number | undefined) =>
    ms === undefined ? t('policy.serverLimit') : formatDuration(ms, htmlLang);
  const quotaText = (quota: number | undefined, name: QuotaName, usual: number) => {
    const value = formatQuota(name, quota ?? usual, htmlLang);
    return t(quota === undefined ? 'policy.quotaDefault' : 'policy.atMost', { value });
  };
  const edit = (
    <Button variant="default" onClick={open}>
      {t('policy.edit')}
    </Button>
  );
  return (
    <Section title={t('policy.title')} description={t('policy.description')} actions={edit}>
      <SimpleGrid component="dl" cols={{ base: 1, xs: 2, md: 3 }} m={0} verticalSpacing="sm">
        {TOKEN_KINDS.map((kind) => (
          <Fact key={kind} name={t(`policy.longest.${kind}`)}>
            {lifespanText(maxLifespanMs[kind])}
          </Fact>
        ))}
        <Fact name={t('policy.permanent')}>
          {t(allowPermanentTokens ? 'policy.allowed' : 'policy.forbidden')}
        </Fact>
        <Fact name={t('policy.maxRole')}>
          {maxRole === undefined ? t('policy.anyRole') : t(`common:roles.${maxRole}`)}
        </Fact>
        {QUOTAS.flatMap(({ group, quotas }) =>
          quotas.map(({ name, usual }) => (
            <Fact key={name} name={t(`policy.quotas.${name}`)}>
              {quotaText(quotaOf(project.policy, group, name), name, usual)}
            </Fact>
          )),
        )}
      </SimpleGrid>
      <Dialog opened={opened} onClose={close} title={t('policy.editTitle')} size="lg">
        <PolicyForm project={project} onClose={close} />
      </Dialog>
    </Section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Stack gap={0}>
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0}>
        {children}
      </Text>
    </Stack>
  );
}
