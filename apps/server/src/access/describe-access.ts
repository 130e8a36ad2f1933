import type { DescribeAccess } from '../http/openapi.ts';
import { isManagement, isOperation } from './access.ts';
import { MANAGEMENT, type ManagementPermission } from './management-permissions.ts';
import { PERMISSIONS, type Permission } from './permissions.ts';

export const describeAccess: DescribeAccess = ({ access }) => {
  if (isManagement(access)) {
    return {
      security: [{ admin: [] }, { session: [] }],
      description: describeManagement(MANAGEMENT[access]),
    };
  }
  if (access === 'console') {
    return {
      security: [{ session: [] }],
      description: 'For the console page only: needs the header `x-boardgate-console: 1`.',
    };
  }
  if (!isOperation(access)) return { security: [] };
  return { security: [{ token: [] }], description: describePermission(PERMISSIONS[access]) };
};

function describeManagement({ role, concerns }: ManagementPermission): string {
  const who = role === 'owner' ? 'an owner' : `a ${role} or stronger`;
  return `Takes: ${who}${concerns === 'server' ? ', not limited to some projects' : ''}.`;
}

function describePermission(permission: Permission): string {
  const kinds = Object.entries(permission).map(([kind, role]) => `${kind} token, ${role} or stronger`);
  return `Takes: ${kinds.join('; ')}.`;
}
