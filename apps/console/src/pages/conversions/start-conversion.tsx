import {
  Button,
  Checkbox,
  FileInput,
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  Radio,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ProjectSelect, useProjectChoice } from '../../components/project-select.tsx';
import type { Task } from './task.ts';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** The project that the list is filtered by. */
  readonly project: string | null;
  readonly onStarted?: (task: Task) => void;
}

const SOURCES = ['url', 'file'] as const;
const TYPES = ['static', 'dynamic'] as const;
const FORMATS = ['png', 'jpg', 'webp'] as const;
const BEGINNING = {
  resource: '',
  type: 'static' as (typeof TYPES)[number],
  outputFormat: 'png' as (typeof FORMATS)[number],
  scale: 1.2 as number | string,
  preview: true,
};

export function StartConversion({ opened, onClose, ...form }: Props) {
  const { t } = useTranslation(['conversions', 'common']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('start.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Form {...form} onClose={onClose} />
    </Modal>
  );
}

/** A component of its own, so that the next one starts empty. */
function Form({ project: shown, onStarted, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation(['conversions', 'common']);
  const queries = useQueryClient();
  const [project, setProject] = useProjectChoice(shown);
  const [order, setOrder] = useState(BEGINNING);
  const [source, setSource] = useState<(typeof SOURCES)[number]>('url');
  const [file, setFile] = useState<File | null>(null);
  const set = (change: Partial<typeof BEGINNING>) => setOrder((before) => ({ ...before, ...change }));
  const formats = useFormats();
  const start = useMutation({
    // A URL may contain credentials.
    gcTime: 0,
    mutationFn: async (of: string) => {
      const resource = source === 'file' && file !== null ? await upload(file) : order.resource.trim();
      const body = { ...order, resource, scale: Number(order.scale), project: of };
      return await answerOf(api.POST('/v1/tasks', { body }));
    },
    onSuccess: async (task) => {
      await queries.invalidateQueries({ queryKey: ['tasks'] });
      onClose();
      onStarted?.(task);
    },
  });
  const helpOf = (help: string) =>
    [help.replace(/[.。]$/, ''), formats && t('start.formats', { formats })].filter(Boolean).join('. ');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (project !== null) start.mutate(project);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <SegmentedControl
          transitionDuration={0}
          aria-label={t('start.source')}
          value={source}
          onChange={(value) => setSource(value as (typeof SOURCES)[number])}
          data={SOURCES.map((value) => ({ value, label: t(`start.sources.${value}`) }))}
        />
        {source === 'file' && (
          <FileInput
            label={t('start.file')}
            description={helpOf(t('start.fileHelp'))}
            placeholder={t('start.filePlaceholder')}
            value={file}
            onChange={setFile}
            accept=".pdf,.doc,.docx,.ppt,.pptx"
            required
          />
        )}
        {source === 'url' && (
          <TextInput
            type="url"
            label={t('start.resource')}
            description={helpOf(t('start.resourceHelp'))}
            placeholder="https://"
            value={order.resource}
            onChange={({ currentTarget }) => set({ resource: currentTarget.value })}
            required
            spellCheck={false}
            autoComplete="off"
            data-autofocus
          />
        )}
        <ProjectSelect value={project} onChange={setProject} required />
        <Radio.Group
          label={t('start.type')}
          value={order.type}
          onChange={(type) => set({ type: type as (typeof TYPES)[number] })}
        >
          <Stack gap={6} mt={4}>
            {TYPES.map((type) => (
              <Radio
                key={type}
                value={type}
                label={t(`start.types.${type}`)}
                description={t(`start.typeHelp.${type}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Group grow align="flex-end">
          <NativeSelect
            label={t('start.format')}
            value={order.outputFormat}
            onChange={({ currentTarget }) =>
              set({ outputFormat: currentTarget.value as (typeof FORMATS)[number] })
            }
            data={[...FORMATS]}
          />
          <NumberInput
            label={t('start.scale')}
            description={t('start.scaleHelp')}
            value={order.scale}
            onChange={(scale) => set({ scale })}
            min={0.1}
            max={3}
            step={0.1}
            required
          />
        </Group>
        <Checkbox
          label={t('start.preview')}
          checked={order.preview}
          onChange={({ currentTarget }) => set({ preview: currentTarget.checked })}
        />
        {start.isPending && source === 'file' && file !== null && (
          <Text size="sm" role="status">
            {t('start.uploading', { name: file.name })}
          </Text>
        )}
        <ErrorNotice error={start.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={start.isPending}>
            {t('start.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Sends the file as it is. */
async function upload(file: File): Promise<string> {
  const query = { name: file.name };
  // The type of the client knows binary data as text only.
  const body = file as Blob as unknown as string;
  const answer = api.POST('/v1/documents', { params: { query }, body, bodySerializer: () => file });
  return (await answerOf(answer)).resource;
}

/** The formats that this server converts; without LibreOffice, only PDF. */
function useFormats(): string | undefined {
  const { i18n } = useTranslation();
  const { data } = useQuery({
    queryKey: ['about'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/about', { signal })),
  });
  if (data === undefined || data.formats.length === 0) return undefined;
  const names = data.formats.map((format) => format.toUpperCase());
  return new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(names);
}
