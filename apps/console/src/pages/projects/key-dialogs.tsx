import { useTranslation } from 'react-i18next';
import { Dialog, type useDialog } from '../../components/dialog.tsx';
import { CreateKey } from './create-key.tsx';
import { DeleteKey } from './delete-key.tsx';
import { ImportKey } from './import-key.tsx';
import { DisableKey, ExpireKey, RenameKey } from './key-forms.tsx';
import type { AccessKey } from './project-types.ts';
import { RotateKey } from './rotate-key.tsx';

/** The purpose of a key dialog. */
export type KeyTask =
  | { readonly kind: 'create' | 'import' }
  | {
      readonly kind: 'rename' | 'expiry' | 'rotate' | 'disable' | 'end' | 'delete';
      readonly pair: AccessKey;
    };

/** The key dialog that is open. */
export function KeyDialogs({
  projectId,
  dialog: { subject, opened, close },
}: {
  readonly projectId: string;
  readonly dialog: ReturnType<typeof useDialog<KeyTask>>;
}) {
  const { t } = useTranslation('projects');
  if (subject === undefined) return null;
  if (subject.kind === 'delete') {
    const { pair } = subject;
    return <DeleteKey key={pair.accessKey} pair={pair} opened={opened} onClose={close} />;
  }
  const title = subject.kind === 'end' ? t('keys.rotation.endTitle') : t(`keys.${subject.kind}.title`);
  return (
    <Dialog opened={opened} onClose={close} title={title}>
      <Content projectId={projectId} task={subject} onClose={close} />
    </Dialog>
  );
}

function Content({
  projectId,
  task,
  onClose,
}: {
  readonly projectId: string;
  readonly task: KeyTask;
  readonly onClose: () => void;
}) {
  switch (task.kind) {
    case 'create':
      return <CreateKey projectId={projectId} onClose={onClose} />;
    case 'import':
      return <ImportKey projectId={projectId} onClose={onClose} />;
    case 'rename':
      return <RenameKey pair={task.pair} onClose={onClose} />;
    case 'expiry':
      return <ExpireKey pair={task.pair} onClose={onClose} />;
    case 'rotate':
      return <RotateKey pair={task.pair} onClose={onClose} />;
    default:
      return <DisableKey pair={task.pair} onClose={onClose} />;
  }
}
