import type { DescribeAccess } from '../http/openapi.ts';
import { isOperation } from './access.ts';
import { PERMISSIONS, type Permission } from './permissions.ts';

export const describeAccess: DescribeAccess = ({ access }) => {
  if (access === 'admin') return { security: [{ admin: [] }, { session: [] }] };
  if (access === 'console') {
    return {
      security: [{ session: [] }],
      description: 'For the console page only: needs the header `x-boardgate-console: 1`.',
    };
  }
  if (!isOperation(access)) return { security: [] };
  return { security: [{ token: [] }], description: describePermission(PERMISSIONS[access]) };
};

function describePermission(permission: Permission): string {
  const kinds = Object.entries(permission).map(([kind, role]) => `${kind} token, ${role} or stronger`);
  return `Takes: ${kinds.join('; ')}.`;
}
