import { lazy, Suspense } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { PageSkeleton } from '../components/skeletons.tsx';
import { loadInspectorTexts } from '../i18n/i18n.ts';
import { PageFault } from './page-fault.tsx';

const Overview = lazy(() => import('./overview/overview-page.tsx'));
const Projects = lazy(() => import('./projects/projects-page.tsx'));
const Project = lazy(() => import('./projects/project-page.tsx'));
const Tokens = lazy(() => withInspectorTexts(import('./tokens/tokens-page.tsx')));
const Inspector = lazy(() => withInspectorTexts(import('./inspector/inspector-page.tsx')));
const Revocations = lazy(() => import('./revocations/revocations-page.tsx'));
const Rooms = lazy(() => import('./rooms/rooms-page.tsx'));
const Conversions = lazy(() => import('./conversions/conversions-page.tsx'));
const Audit = lazy(() => import('./audit/audit-page.tsx'));
const Settings = lazy(() => import('./settings/settings-page.tsx'));
const NotFound = lazy(() => import('./not-found-page.tsx'));

async function withInspectorTexts<Page>(page: Promise<Page>): Promise<Page> {
  const [loaded] = await Promise.all([page, loadInspectorTexts()]);
  return loaded;
}

/** The pages by path, each loaded on first use. */
export function Pages() {
  const [location] = useLocation();
  return (
    <PageFault key={location}>
      <Suspense fallback={<PageSkeleton />}>
        <Switch>
          <Route path="/" component={Overview} />
          <Route path="/projects" component={Projects} />
          <Route path="/projects/:id">{({ id }) => <Project key={id} id={id} />}</Route>
          <Route path="/tokens" component={Tokens} />
          <Route path="/inspect" component={Inspector} />
          <Route path="/revocations" component={Revocations} />
          <Route path="/rooms" component={Rooms} />
          <Route path="/conversions" component={Conversions} />
          <Route path="/audit" component={Audit} />
          <Route path="/settings" component={Settings} />
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </PageFault>
  );
}
