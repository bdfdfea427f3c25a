import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DatabaseSync } from 'node:sqlite';
import { jsonEvent, EventStoreDBClient } from '@eventstore/db-client';
import { Decimal } from 'decimal.js';
import { parse } from 'csv-parse/sync';
import { pino } from 'pino';
import { isValidIBAN } from 'ibantools';
import { Command } from 'commander';
import cliProgress from 'cli-progress';
import { ValidateNested, validateSync, IsInt } from 'class-validator';
import { Type, plainToInstance } from 'class-transformer';

export class Inner {
  @IsInt()
  readonly n!: number;
}
export class Dto {
  @ValidateNested()
  @Type(() => Inner)
  readonly inner!: Inner;
}
@Injectable()
export class A {
  readonly db = new DatabaseSync(':memory:');
}
@Injectable()
export class B {
  constructor(readonly a: A) {}
}
@Module({ providers: [A, B] })
export class M {}
export async function run(): Promise<unknown> {
  const app = await NestFactory.createApplicationContext(M, { logger: false });
  const row = app.get(B).a.db.prepare('select 1+1 as n').get();
  await app.close();
  return {
    row, csv: parse('a,b\n1,2', { columns: true }), d: new Decimal('0.1').plus('0.2').toString(),
    ev: jsonEvent({ type: 'x', data: { a: 1 } }).type, client: typeof EventStoreDBClient.connectionString,
    pino: typeof pino, iban: isValidIBAN('BE68539007547034'), cmd: new Command('x').name(), bar: typeof cliProgress.SingleBar,
    errors: validateSync(plainToInstance(Dto, { inner: { n: 'x' } })).length,
  };
}
