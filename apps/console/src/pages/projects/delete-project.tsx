import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { answerOf, api } from '../../api/client.ts';
import { ConfirmByName } from '../../components/confirm-by-name.tsx';
import { Section } from '../../components/section.tsx';
import type { Project } from './project-types.ts';

/** Deletes a project, which must be disabled first. */
export function DeleteProject({ project: { id, name, disabled } }: { readonly project: Project }) {
  const { t } = useTranslation('projects');
  const [opened, { open, close }] = useDisclosure();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const remove = useMutation({
    mutationFn: () => answerOf(api.DELETE('/v1/projects/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      navigate('/projects');
      await queries.invalidateQueries({ queryKey: ['projects', 'list'] });
      await queries.invalidateQueries({ queryKey: ['projects', 'choices'] });
    },
  });
  return (
    <Section title={t('delete.heading')} description={t('delete.explanation')}>
      {disabled ? (
        <Button variant="light" color="red" onClick={open}>
          {t('delete.open')}
        </Button>
      ) : (
        <Text>{t('delete.disableFirst')}</Text>
      )}
      <ConfirmByName
        opened={opened}
        onClose={close}
        title={t('delete.title', { name })}
        name={name}
        confirmLabel={t('delete.confirm')}
        onConfirm={() => remove.mutate()}
        isPending={remove.isPending}
        error={remove.error}
      >
        {t('delete.explanation')}
      </ConfirmByName>
    </Section>
  );
}
