import { Button, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RequestError } from '../api/request-error.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { signIn } from './sign-in.ts';

/** The form of the sign-in page and of the dialog. */
export function SignInForm() {
  const { t } = useTranslation('signIn');
  const [adminToken, setAdminToken] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const attempt = useMutation({ mutationFn: signIn, gcTime: 0 });
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isWrong = attempt.error instanceof RequestError && attempt.error.status === 401;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsMissing(adminToken.trim() === '');
    if (adminToken.trim() !== '') attempt.mutate({ adminToken: adminToken.trim() });
  };
  const fault = isMissing ? t('missing') : isWrong ? t('wrong') : null;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <PasswordInput
          label={t('adminToken')}
          autoComplete="current-password"
          data-autofocus
          ref={field}
          value={adminToken}
          onChange={({ currentTarget }) => {
            setAdminToken(currentTarget.value);
            setIsMissing(false);
          }}
          error={fault}
        />
        {!isWrong && <ErrorNotice error={attempt.error} />}
        <Button type="submit" loading={attempt.isPending}>
          {t('submit')}
        </Button>
      </Stack>
    </form>
  );
}
