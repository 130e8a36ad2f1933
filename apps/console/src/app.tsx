import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Router } from 'wouter';
import { queryClient } from './api/query-client.ts';
import type { RequestError } from './api/request-error.ts';
import { Pages } from './pages/pages.tsx';
import { watchCodes } from './session/code-link.ts';
import { session } from './session/session.ts';
import { SessionDialog } from './session/session-dialog.tsx';
import { failureOf, signIn } from './session/sign-in.ts';
import { SignInPage } from './session/sign-in-page.tsx';
import { Shell } from './shell/shell.tsx';
import { useStore } from './state/store.ts';
import { colorSchemeManager, resolveCssVariables, theme } from './theme.ts';

/** The sign-in page, or the pages in the shell, with a dialog for a session that has ended. */
export function App({ codeFailure: firstFailure }: { codeFailure: RequestError | undefined }) {
  const state = useStore(session);
  const [codeFailure, setCodeFailure] = useState(firstFailure);
  useEffect(
    () =>
      watchCodes(async (code) => {
        // In a session the code is only removed from the address bar.
        if (session.get() !== 'signed-in') setCodeFailure(await failureOf(signIn({ code })));
      }),
    [],
  );
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
      cssVariablesResolver={resolveCssVariables}
    >
      <QueryClientProvider client={queryClient}>
        <Router base="/console">
          {state === 'signed-out' ? (
            <SignInPage codeFailure={codeFailure} />
          ) : (
            <Shell>
              <Pages />
              <SessionDialog opened={state === 'over'} />
            </Shell>
          )}
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  );
}
