import { Button, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, DialogForm, useDialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useChangeProject } from './project-queries.ts';
import type { Project } from './project-types.ts';

/** Renames, disables and enables a project. */
export function ProjectActions({ project }: { readonly project: Project }) {
  const { t } = useTranslation('projects');
  const { subject, opened, open, close } = useDialog<'rename' | 'disable'>();
  const enable = useChangeProject(project.id);
  return (
    <>
      <ErrorNotice error={enable.error} />
      <Button variant="default" onClick={() => open('rename')}>
        {t('rename.open')}
      </Button>
      {project.disabled ? (
        <Button loading={enable.isPending} onClick={() => enable.mutate({ disabled: false })}>
          {t('enable.open')}
        </Button>
      ) : (
        <Button variant="default" onClick={() => open('disable')}>
          {t('disable.open')}
        </Button>
      )}
      <Dialog
        opened={opened}
        onClose={close}
        title={subject === 'disable' ? t('disable.title', { name: project.name }) : t('rename.title')}
      >
        {subject === 'disable' ? (
          <DisableForm project={project} onClose={close} />
        ) : (
          <RenameForm project={project} onClose={close} />
        )}
      </Dialog>
    </>
  );
}

interface FormProps {
  readonly project: Project;
  readonly onClose: () => void;
}

function RenameForm({ project, onClose }: FormProps) {
  const { t } = useTranslation('projects');
  const [name, setName] = useState(project.name);
  const rename = useChangeProject(project.id, { onSuccess: onClose });
  return (
    <DialogForm
      submitLabel={t('save')}
      onSubmit={() => rename.mutate({ name: name.trim() })}
      onCancel={onClose}
      isPending={rename.isPending}
      error={rename.error}
    >
      <TextInput
        label={t('name')}
        description={t('create.nameHelp')}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        autoComplete="off"
        required
        data-autofocus
      />
    </DialogForm>
  );
}

function DisableForm({ project, onClose }: FormProps) {
  const { t } = useTranslation('projects');
  const disable = useChangeProject(project.id, { onSuccess: onClose });
  return (
    <DialogForm
      submitLabel={t('disable.submit')}
      onSubmit={() => disable.mutate({ disabled: true })}
      onCancel={onClose}
      isPending={disable.isPending}
      error={disable.error}
      color="red"
    >
      <Text>{t('disable.explanation')}</Text>
    </DialogForm>
  );
}
