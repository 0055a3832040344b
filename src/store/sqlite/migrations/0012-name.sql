-- What this store is called where its ids meet those of others: by chance, and for good. Forty bits stay exact in a program's numbers.
insert into counters (name, value) values ('name', 1 + abs(random() % 1099511627776));
