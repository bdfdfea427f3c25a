import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Controller, Get } from '@nestjs/common';
import { Outgoing } from './answer.js';
import { Open } from './scope.js';

/** The contract of this API, for people and programs: files that ship with the release and change only with it. */
@Controller('doc')
export class DocumentationController {
  private readonly page = shipped('openapi.html', 'text/html; charset=utf-8', {
    'Content-Security-Policy':
      "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  });

  private readonly css = shipped('openapi.css', 'text/css; charset=utf-8');
  private readonly inYaml = shipped('openapi.yaml', 'application/yaml');
  private readonly inJson = shipped('openapi.json', 'application/json; charset=utf-8');

  @Get()
  @Open({ produces: ['text/html'] })
  readable(): Outgoing {
    return this.page;
  }

  @Get('style')
  @Open({ produces: ['text/css'] })
  style(): Outgoing {
    return this.css;
  }

  @Get('openapi.yaml')
  @Open({ produces: ['application/yaml'] })
  yaml(): Outgoing {
    return this.inYaml;
  }

  @Get('openapi.json')
  @Open()
  json(): Outgoing {
    return this.inJson;
  }
}

/** A file beside this one, read once; its tag is of its content. */
function shipped(name: string, type: string, headers: Readonly<Record<string, string>> = {}): Outgoing {
  const body = readFileSync(new URL(`./${name}`, import.meta.url));
  const tag = createHash('sha256').update(body).digest('hex').slice(0, 32);
  return new Outgoing(200, body, {
    'Content-Type': type,
    ETag: `"${tag}"`,
    'Cache-Control': 'public, max-age=300',
    ...headers,
  });
}
