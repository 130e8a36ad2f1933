import type { Config } from '../config/config.ts';
import { DirectoryResults } from './directory-results.ts';
import type { ResultStorage } from './result-storage.ts';
import { S3Results } from './s3-results.ts';

/** A bucket if the configuration names one, else a folder of this server. */
export function openResults(config: Config, publicUrl: () => string): ResultStorage {
  const { s3Endpoint, s3Region, s3AccessKeyId, s3SecretAccessKey, s3PublicUrl } = config;
  if (s3Endpoint === undefined) return new DirectoryResults(config.dataDir, publicUrl);
  return new S3Results({
    endpoint: s3Endpoint,
    region: s3Region,
    accessKeyId: s3AccessKeyId ?? '',
    secretAccessKey: s3SecretAccessKey ?? '',
    publicUrl: s3PublicUrl,
  });
}
