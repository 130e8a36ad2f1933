import { Button, Stack, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Replaces a page that fails to load or render; the navigation keeps working. */
export class PageFault extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <Fault /> : this.props.children;
  }
}

function Fault() {
  const { t } = useTranslation('common');
  return (
    <Stack align="flex-start" role="alert">
      <Title order={1}>{t('pageFault.title')}</Title>
      <Text>{t('pageFault.advice')}</Text>
      <Button onClick={() => location.reload()}>{t('pageFault.reload')}</Button>
    </Stack>
  );
}
