import { createHash } from 'node:crypto';
import { Controller, Get, Param } from '@nestjs/common';
import { Matches, MaxLength, MinLength } from 'class-validator';
import { Outgoing } from '../answer.js';
import { callNow } from '../call.js';
import { notFound } from '../fault.js';
import type { Language } from '../language.js';
import { Links } from '../links.js';
import { Scope } from '../scope.js';
import { Wanted } from './media.js';
import { LIST_IDS, codesOf, listLabel } from './ref-data.lists.js';
import type { RefCode } from './ref-data.lists.js';

class ListPath {
  @Matches(/^[a-z][A-Za-z0-9]*$/)
  @MaxLength(64)
  readonly refDataListId!: string;
}

class CodePath extends ListPath {
  @MinLength(1)
  @MaxLength(64)
  readonly refDataCode!: string;
}

const MEDIA = ['application/json', 'text/html'];

/** The codes of the API with their labels; they change with releases only. */
@Controller('refData')
export class RefDataController {
  constructor(private readonly links: Links) {}

  @Get()
  @Scope('consult')
  lists(): Outgoing {
    const items = LIST_IDS.map((id) => ({ href: this.links.to(`refData/${id}`), id, label: listLabel(id) }));
    return kept({ items });
  }

  @Get(':refDataListId')
  @Scope('consult')
  list(@Param() { refDataListId: id }: ListPath): Outgoing {
    const items = this.codesOf(id).map((one) => this.view(id, one));
    return kept({ id, label: listLabel(id), items });
  }

  @Get(':refDataListId/:refDataCode')
  @Scope('consult', { produces: MEDIA })
  code(@Param() { refDataListId: id, refDataCode }: CodePath, @Wanted(MEDIA) type: string): Outgoing {
    const found = this.codesOf(id).find((one) => one.code === refDataCode);
    if (found === undefined) throw notFound('refDataCode', refDataCode);
    return type === 'text/html' ? page(found, callNow().language) : kept(this.view(id, found));
  }

  private codesOf(id: string): readonly RefCode[] {
    const codes = codesOf(id);
    if (codes === undefined) throw notFound('refDataListId', id);
    return codes;
  }

  private view(list: string, one: RefCode) {
    return { href: this.links.to(`refData/${list}/${encodeURIComponent(one.code)}`), ...one };
  }
}

const kept = (body: object): Outgoing =>
  new Outgoing(200, body, {
    ETag: tagOf(JSON.stringify(body)),
    'Cache-Control': 'private, max-age=3600',
    Vary: 'Accept, Accept-Language',
  });

/** For a person who follows the link of a problem. */
function page({ code, label, description, status }: RefCode, language: Language): Outgoing {
  const title = escaped(label[language]);
  const html = `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<title>${title}</title>
<h1>${title}</h1>
<p><code>${escaped(code)}</code>${status === undefined ? '' : ` · HTTP ${status}`}</p>
${description ? `<p>${escaped(description[language])}</p>\n` : ''}</html>
`;
  return new Outgoing(200, Buffer.from(html), {
    ETag: tagOf(html),
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': language,
    'Cache-Control': 'private, max-age=3600',
    Vary: 'Accept, Accept-Language',
  });
}

const tagOf = (text: string): string =>
  `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
