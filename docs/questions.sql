-- Questions that epidemiologists ask of SNS tables, as they would write them. Each is accepted by the gate (CorpusTest).
-- A line that begins with two dashes and a number is a title.

-- 1 Inhabitants by region and sex
SELECT nuts3, sexo, count(*) AS pessoas FROM rnu WHERE data_obito IS NULL GROUP BY nuts3, sexo ORDER BY nuts3, sexo;
-- 2 The population pyramid
SELECT (2024 - ano_nascimento) div 5 * 5 AS idade, sexo, count(*) AS pessoas FROM rnu GROUP BY 1, 2 ORDER BY 1, 2;
-- 3 People without a family doctor, by municipality
SELECT concelho_dico, count_if(medico_familia_cedula IS NULL) / count(*) AS sem_medico FROM rnu GROUP BY concelho_dico HAVING count(*) >= 100;
-- 4 Exemption from fees, by age
SELECT CASE WHEN 2024 - ano_nascimento < 18 THEN '0-17' WHEN 2024 - ano_nascimento < 65 THEN '18-64' ELSE '65+' END AS grupo, avg(CASE WHEN isento_taxa_moderadora THEN 1.0 ELSE 0.0 END) AS isentos FROM rnu GROUP BY 1;
-- 5 Mean age by region
SELECT nuts3, avg(2024 - ano_nascimento) AS idade_media, stddev(2024 - ano_nascimento) AS desvio FROM rnu GROUP BY nuts3;
-- 6 Registrations in primary care by year
SELECT year(data_inscricao_csp) AS ano, count(*) AS inscricoes FROM rnu WHERE data_inscricao_csp IS NOT NULL GROUP BY year(data_inscricao_csp) ORDER BY ano;
-- 7 Deaths known to the registry, by quarter
SELECT date_trunc('QUARTER', data_obito) AS trimestre, count(*) AS obitos FROM rnu WHERE data_obito >= '2024-01-01' GROUP BY ALL;
-- 8 Antidiabetics dispensed, by substance
SELECT substring(atc, 1, 5) AS grupo, count(*) AS dispensas, count(DISTINCT person) AS pessoas, sum(qtd_dispensada) AS embalagens FROM dem WHERE atc LIKE 'A10B%' GROUP BY 1 ORDER BY pessoas DESC;
-- 9 Ten most dispensed codes
SELECT atc, count(DISTINCT person) AS pessoas FROM dem GROUP BY atc ORDER BY pessoas DESC LIMIT 10;
-- 10 Statins by month
SELECT date_format(data_dispensa, 'yyyy-MM') AS mes, sum(qtd_dispensada) AS embalagens FROM dem WHERE atc LIKE 'C10AA%' GROUP BY date_format(data_dispensa, 'yyyy-MM') ORDER BY mes;
-- 11 Share of generics by therapeutic group
SELECT left(atc, 1) AS grupo, count_if(generico) / count(*) AS quota, sum(valor_sns) AS sns FROM dem GROUP BY left(atc, 1);
-- 12 What the SNS and patients pay
SELECT nuts3, sum(pvp) AS total, sum(valor_sns) AS sns, sum(valor_utente) AS utente, sum(valor_utente) / sum(pvp) AS parte FROM dem GROUP BY nuts3;
-- 13 Mean price with and without generics
SELECT generico, avg(pvp) AS preco, stddev(pvp) AS desvio, count(*) AS n FROM dem GROUP BY generico;
-- 14 Antibiotics in winter and summer
SELECT CASE WHEN month(data_dispensa) IN (12, 1, 2) THEN 'inverno' WHEN month(data_dispensa) IN (6, 7, 8) THEN 'verão' ELSE 'outro' END AS epoca, count(*) AS n FROM dem WHERE atc LIKE 'J01%' GROUP BY 1;
-- 15 Benzodiazepines in the elderly
SELECT sexo, count(DISTINCT person) AS pessoas FROM dem WHERE (atc LIKE 'N05BA%' OR atc LIKE 'N05CD%') AND year(data_dispensa) - ano_nascimento >= 65 GROUP BY sexo;
-- 16 Opioids by region, a constant table of codes
SELECT o.nome, d.nuts3, count(*) AS n FROM dem d JOIN (VALUES ('N02AA01', 'morfina'), ('N02AX02', 'tramadol'), ('N02AB03', 'fentanilo')) AS o(codigo, nome) ON d.atc = o.codigo GROUP BY o.nome, d.nuts3;
-- 17 Therapeutic groups by prefixes
WITH grupos AS (SELECT 'A10' AS prefixo, 'diabetes' AS grupo UNION ALL SELECT 'C09', 'hipertensão' UNION ALL SELECT 'C10', 'dislipidemia' UNION ALL SELECT 'N06A', 'depressão')
SELECT g.grupo, d.sexo, count(DISTINCT d.person) AS pessoas FROM dem d JOIN grupos g ON d.atc LIKE g.prefixo || '%' GROUP BY g.grupo, d.sexo;
-- 18 Number of different medicines by person
SELECT medicamentos, count(*) AS pessoas FROM (SELECT person, count(DISTINCT atc) AS medicamentos FROM dem GROUP BY person) GROUP BY medicamentos ORDER BY medicamentos;
-- 19 Polypharmacy by sex
SELECT r.sexo, count_if(m.n >= 5) / count(*) AS polimedicados FROM rnu r JOIN (SELECT person, count(DISTINCT atc) AS n FROM dem WHERE data_dispensa >= '2024-01-01' GROUP BY person) m ON m.person = r.person GROUP BY r.sexo;
-- 20 Cost by person, in bands
SELECT custo div 50 * 50 AS escalao, count(*) AS pessoas FROM (SELECT person, sum(pvp) AS custo FROM dem GROUP BY person) GROUP BY 1 ORDER BY 1;
-- 21 Days from first to last dispensing
SELECT avg(datediff(ultima, primeira)) AS dias FROM (SELECT person, min(data_dispensa) AS primeira, max(data_dispensa) AS ultima FROM dem WHERE atc LIKE 'C10AA%' GROUP BY person HAVING count(*) > 1);
-- 22 First antidiabetic of each person
SELECT substring(atc, 1, 5) AS primeiro, count(*) AS pessoas FROM (SELECT person, atc, row_number() OVER (PARTITION BY person ORDER BY data_dispensa) AS ordem FROM dem WHERE atc LIKE 'A10%') WHERE ordem = 1 GROUP BY 1;
-- 23 Gaps of more than ninety days between dispensings
SELECT count_if(intervalo > 90) AS com_falha, count(*) AS intervalos FROM (SELECT person, datediff(data_dispensa, lag(data_dispensa) OVER (PARTITION BY person, atc ORDER BY data_dispensa)) AS intervalo FROM dem WHERE atc LIKE 'C09%') WHERE intervalo IS NOT NULL;
-- 24 New users: a first dispensing after a year without
WITH primeira AS (SELECT person, min(data_dispensa) AS inicio FROM dem WHERE atc LIKE 'N06A%' GROUP BY person)
SELECT year(inicio) AS ano, quarter(inicio) AS trimestre, count(*) AS novos FROM primeira WHERE inicio >= '2024-01-01' GROUP BY year(inicio), quarter(inicio);
-- 25 Share of days covered
SELECT avg(dias / 365) AS cobertura FROM (SELECT person, sum(qtd_dispensada) * 30 AS dias FROM dem WHERE atc LIKE 'A10BA%' GROUP BY person) WHERE dias > 0 AND dias <= 365;
-- 26 Persons treated per thousand inhabitants
SELECT p.nuts3, t.n AS tratados, p.n AS pessoas, 1000.0 * t.n / p.n AS por_mil FROM (SELECT nuts3, count(DISTINCT person) AS n FROM dem WHERE atc LIKE 'A10%' GROUP BY nuts3) t JOIN (SELECT nuts3, count(*) AS n FROM rnu GROUP BY nuts3) p ON t.nuts3 = p.nuts3;
-- 27 Cost per inhabitant by sex
WITH custo AS (SELECT sexo, sum(valor_sns) AS v FROM dem GROUP BY sexo), pop AS (SELECT sexo, count(*) AS n FROM rnu GROUP BY sexo) SELECT sexo, v / n AS por_pessoa FROM pop JOIN custo USING (sexo);
-- 28 Each region's share of the cost
SELECT nuts3, sum(valor_sns) AS sns, 100 * sum(valor_sns) / sum(sum(valor_sns)) OVER () AS percentagem FROM dem GROUP BY nuts3 ORDER BY sns DESC;
-- 29 Shares of therapeutic groups within each sex
SELECT sexo, left(atc, 1) AS grupo, count(*) / sum(count(*)) OVER (PARTITION BY sexo) AS parte FROM dem GROUP BY sexo, left(atc, 1);
-- 30 Dispensings with totals by region and sex
SELECT coalesce(nuts3, 'total') AS regiao, coalesce(sexo, 'ambos') AS sexo, count(*) AS n FROM dem GROUP BY ROLLUP (nuts3, sexo);
-- 31 Prescriptions by specialty
SELECT especialidade_cod, count(DISTINCT numero_receita) AS receitas, count(DISTINCT person) AS pessoas FROM pem GROUP BY especialidade_cod ORDER BY receitas DESC;
-- 32 Mean length of treatment prescribed
SELECT substring(atc, 1, 3) AS grupo, avg(duracao_dias) AS dias FROM pem WHERE duracao_dias > 0 GROUP BY substring(atc, 1, 3);
-- 33 Prescriptions that were never dispensed
SELECT p.nuts3, count(*) AS linhas FROM pem p WHERE NOT EXISTS (SELECT 1 FROM dem d WHERE d.numero_receita = p.numero_receita AND d.person = p.person) GROUP BY p.nuts3;
-- 34 Prescribed and dispensed packages
SELECT substring(p.atc, 1, 3) AS grupo, sum(p.qtd_embalagens) AS prescritas, sum(d.qtd_dispensada) AS dispensadas FROM pem p JOIN dem d ON d.numero_receita = p.numero_receita AND d.person = p.person AND d.numero_linha = p.numero_linha GROUP BY 1;
-- 35 Days from prescription to dispensing
SELECT avg(datediff(d.data_dispensa, p.data_prescricao)) AS dias FROM pem p JOIN dem d ON d.numero_receita = p.numero_receita AND d.person = p.person WHERE d.data_dispensa >= p.data_prescricao;
-- 36 Prescriptions by day of the week
SELECT dayofweek(data_prescricao) AS dia, count(*) AS n FROM pem GROUP BY dayofweek(data_prescricao);
-- 37 Antibiotics prescribed and dispensed, one below the other
SELECT origem, count(*) AS n, count(DISTINCT person) AS pessoas FROM (SELECT 'prescrito' AS origem, person FROM pem WHERE atc LIKE 'J01%' UNION ALL SELECT 'dispensado', person FROM dem WHERE atc LIKE 'J01%') GROUP BY origem;
-- 38 People with any contact: prescriptions or dispensings
SELECT count(*) AS pessoas FROM (SELECT person FROM pem UNION SELECT person FROM dem);
-- 39 Sick leave by diagnosis chapter
SELECT left(codigo_icpc2, 1) AS capitulo, count(*) AS baixas, sum(dias) AS dias, avg(dias) AS media FROM cit GROUP BY left(codigo_icpc2, 1);
-- 40 Sick leave by month and sex
SELECT c.sexo, date_trunc('MONTH', c.data_inicio) AS mes, count(*) AS baixas FROM cit c GROUP BY c.sexo, date_trunc('MONTH', c.data_inicio);
-- 41 Long sick leave
SELECT classificacao, count_if(dias > 30) / count(*) AS longas FROM cit GROUP BY classificacao;
-- 42 Length of leave in weeks
SELECT dias div 7 AS semanas, count(*) AS n FROM cit WHERE tipo = 'inicial' GROUP BY 1 ORDER BY 1;
-- 43 Number of leaves by person and year
SELECT ano, n, count(*) AS pessoas FROM (SELECT person, year(data_inicio) AS ano, count(*) AS n FROM cit GROUP BY person, year(data_inicio)) GROUP BY ano, n;
-- 44 Days of leave by person, with those who had none
SELECT r.nuts3, avg(coalesce(c.dias, 0)) AS dias_por_pessoa FROM rnu r LEFT JOIN (SELECT person, sum(dias) AS dias FROM cit GROUP BY person) c ON c.person = r.person GROUP BY r.nuts3;
-- 45 Leave within thirty days of an antidepressant
SELECT count(DISTINCT c.person) AS pessoas FROM cit c JOIN dem d ON d.person = c.person AND d.data_dispensa BETWEEN c.data_inicio AND date_add(c.data_inicio, 30) WHERE d.atc LIKE 'N06A%';
-- 46 Leaves that an antibiotic followed
SELECT left(codigo_icpc2, 1) AS capitulo, count(*) AS n FROM cit c WHERE EXISTS (SELECT 1 FROM dem d WHERE d.person = c.person AND d.atc LIKE 'J01%' AND d.data_dispensa >= c.data_inicio AND d.data_dispensa < c.data_inicio + INTERVAL 14 DAYS) GROUP BY 1;
-- 47 A second leave within ninety days of the first
SELECT count_if(datediff(data_inicio, anterior) <= 90) AS seguidas, count(*) AS baixas FROM (SELECT person, data_inicio, lag(data_fim) OVER (PARTITION BY person ORDER BY data_inicio) AS anterior FROM cit) WHERE anterior IS NOT NULL;
-- 48 Admissions among leaves, by age
SELECT (year(data_inicio) - ano_nascimento) div 10 * 10 AS idade, count_if(internamento) AS internados, count(*) AS baixas FROM cit GROUP BY 1;
-- 49 Pairs of leaves of the same person
SELECT count(*) AS pares FROM cit a JOIN cit b ON a.person = b.person AND b.data_inicio > a.data_fim AND b.data_inicio <= date_add(a.data_fim, 60);
-- 50 Persons never on leave
SELECT r.sexo, count(*) AS pessoas FROM rnu r LEFT ANTI JOIN cit c ON c.person = r.person GROUP BY r.sexo;
-- 51 Persons with diabetes and without statins
SELECT r.nuts3, count(*) AS pessoas FROM rnu r WHERE r.person IN (SELECT person FROM dem WHERE atc LIKE 'A10%') AND r.person NOT IN (SELECT person FROM dem WHERE atc LIKE 'C10AA%') GROUP BY r.nuts3;
-- 52 Persons with two diseases, by medicines
SELECT diabetes, hipertensao, count(*) AS pessoas FROM (SELECT person, max(CASE WHEN atc LIKE 'A10%' THEN 1 ELSE 0 END) AS diabetes, max(CASE WHEN atc LIKE 'C0%' THEN 1 ELSE 0 END) AS hipertensao FROM dem GROUP BY person) GROUP BY diabetes, hipertensao;
-- 53 Deaths by cause
SELECT left(causa_basica, 1) AS capitulo, count(*) AS obitos FROM sico GROUP BY left(causa_basica, 1) ORDER BY obitos DESC;
-- 54 Deaths by place and age
SELECT local_obito_tipo, idade_obito div 10 * 10 AS idade, count(*) AS obitos FROM sico GROUP BY local_obito_tipo, idade_obito div 10 * 10;
-- 55 Mean age at death by sex
SELECT sexo, avg(idade_obito) AS idade, stddev(idade_obito) AS desvio FROM sico GROUP BY sexo;
-- 56 Deaths by month
SELECT year(data_obito) AS ano, month(data_obito) AS mes, count(*) AS obitos FROM sico GROUP BY 1, 2 ORDER BY 1, 2;
-- 57 Mortality from circulatory disease per thousand
SELECT p.nuts3, o.n AS obitos, p.n AS pessoas, 1000.0 * o.n / p.n AS taxa FROM (SELECT nuts3, count(*) AS n FROM sico WHERE causa_basica LIKE 'I%' GROUP BY nuts3) o JOIN (SELECT nuts3, count(*) AS n FROM rnu GROUP BY nuts3) p ON p.nuts3 = o.nuts3;
-- 58 Deaths under seventy that could be avoided
SELECT sexo, count(*) AS obitos FROM sico WHERE idade_obito < 70 AND causa_basica IN ('I21', 'I64', 'C34', 'J44') GROUP BY sexo;
-- 59 Deaths at home, by region
SELECT nuts3, count_if(local_obito_tipo = 'domicílio') / count(*) AS em_casa FROM sico GROUP BY nuts3;
-- 60 Medicines in the last ninety days of life
SELECT left(d.atc, 1) AS grupo, count(DISTINCT d.person) AS pessoas FROM sico s JOIN dem d ON d.person = s.person AND d.data_dispensa BETWEEN date_sub(s.data_obito, 90) AND s.data_obito GROUP BY left(d.atc, 1);
-- 61 Contacts with primary care, by kind
SELECT tipo_contacto, count(*) AS contactos, count(DISTINCT person) AS utentes FROM siars GROUP BY tipo_contacto;
-- 62 Mean blood pressure by sex
SELECT sexo, avg(pas) AS sistolica, avg(pad) AS diastolica FROM siars WHERE pas IS NOT NULL GROUP BY sexo;
-- 63 Controlled hypertension
SELECT nuts3, count_if(pas < 140 AND pad < 90) / count(pas) AS controlados FROM siars GROUP BY nuts3;
-- 64 HbA1c in bands
SELECT CASE WHEN hba1c < 7 THEN '< 7' WHEN hba1c < 8 THEN '7-8' ELSE '>= 8' END AS faixa, count(*) AS n, avg(hba1c) AS media FROM siars WHERE hba1c IS NOT NULL GROUP BY 1;
-- 65 Body mass index by region
SELECT nuts3, avg(peso / (altura * altura)) * 10000 AS imc FROM siars WHERE peso > 0 AND altura > 0 GROUP BY nuts3;
-- 66 Smoking by sex
SELECT sexo, tabagismo, count(DISTINCT person) AS pessoas FROM siars WHERE tabagismo IS NOT NULL GROUP BY sexo, tabagismo;
-- 67 Contacts by person and year, in bands
SELECT least(n, 10) AS contactos, count(*) AS pessoas FROM (SELECT person, count(*) AS n FROM siars GROUP BY person) GROUP BY least(n, 10);
-- 68 Tests requested, by area
SELECT area_mcdt, count(*) AS exames, sum(quantidade) AS quantidade FROM esp GROUP BY area_mcdt;
-- 69 Urgent tests
SELECT area_mcdt, count_if(urgente) / count(*) AS urgentes FROM esp GROUP BY area_mcdt;
-- 70 Days from request to test
SELECT area_mcdt, avg(datediff(data_realizacao, data_requisicao)) AS espera FROM esp WHERE data_realizacao >= data_requisicao GROUP BY area_mcdt;
-- 71 Mean result of a laboratory test
SELECT sexo, avg(resultado_valor) AS media, stddev(resultado_valor) AS desvio, count(resultado_valor) AS n FROM esp WHERE loinc = '4548-4' GROUP BY sexo;
-- 72 Results outside the reference
SELECT loinc, count_if(resultado_valor > ref_max) AS altos, count_if(resultado_valor < ref_min) AS baixos, count(*) AS n FROM esp WHERE resultado_valor IS NOT NULL GROUP BY loinc;
-- 73 Home respiratory care by kind
SELECT modalidade, count(DISTINCT person) AS pessoas, avg(horas_dia) AS horas FROM crd GROUP BY modalidade;
-- 74 Cost of home respiratory care
SELECT modalidade, sum(preco_dia * datediff(data_fim, data_inicio)) AS custo FROM crd WHERE data_fim IS NOT NULL GROUP BY modalidade;
-- 75 Apnoea index before treatment
SELECT sexo, avg(iah) AS iah, stddev(iah) AS desvio FROM crd WHERE prescricao_inicial GROUP BY sexo;
-- 76 Dental vouchers used
SELECT tipo_cheque, count(*) AS emitidos, count(data_utilizacao) AS usados FROM siso GROUP BY tipo_cheque;
-- 77 Caries index of children
SELECT ano_nascimento, avg(cpod) AS cpod FROM siso WHERE tipo_cheque LIKE '%J%' GROUP BY ano_nascimento;
-- 78 Days from voucher to dentist
SELECT nuts3, avg(datediff(data_utilizacao, data_emissao)) AS dias FROM siso WHERE data_utilizacao IS NOT NULL GROUP BY nuts3;
-- 79 Living wills by region and sex
SELECT nuts3, sexo, count(*) AS registos FROM rentev WHERE estado = 'ativo' GROUP BY nuts3, sexo;
-- 80 Refusals in living wills
SELECT count_if(recusa_rcp) / count(*) AS rcp, count_if(aceita_paliativos) / count(*) AS paliativos FROM rentev;
-- 81 Health certificates for drivers
SELECT grupo, resultado, count(*) AS n FROM ccc GROUP BY grupo, resultado;
-- 82 Visual acuity of drivers by age
SELECT (year(data_emissao) - ano_nascimento) div 10 * 10 AS idade, avg(acuidade_od) AS od, avg(acuidade_oe) AS oe FROM ccc GROUP BY 1;
-- 83 Solidarity supplement: benefits paid
SELECT tipo_beneficio, count(DISTINCT person) AS pessoas, sum(valor_bas) AS pago FROM bas GROUP BY tipo_beneficio;
-- 84 Documents of the summary record, by type and year
SELECT tipo_documento, year(data_evento) AS ano, count(*) AS n FROM rse GROUP BY tipo_documento, year(data_evento);
-- 85 Problems coded in the summary record
SELECT substring(codigo, 1, 3) AS codigo, count(DISTINCT person) AS pessoas FROM rse WHERE sistema_codigos = 'ICPC-2' GROUP BY 1 HAVING count(DISTINCT person) >= 20;
-- 86 Persons with diabetes in care: contacts, tests and medicines
SELECT r.sexo, count(*) AS pessoas, sum(coalesce(s.n, 0)) AS contactos, sum(coalesce(e.n, 0)) AS exames FROM rnu r LEFT JOIN (SELECT person, count(*) AS n FROM siars GROUP BY person) s ON s.person = r.person
LEFT JOIN (SELECT person, count(*) AS n FROM esp GROUP BY person) e ON e.person = r.person WHERE r.person IN (SELECT person FROM dem WHERE atc LIKE 'A10%') GROUP BY r.sexo;
-- 87 First contact of each person anywhere
SELECT year(primeiro) AS ano, count(*) AS pessoas FROM (SELECT person, min(dia) AS primeiro FROM (SELECT person, data_contacto AS dia FROM siars UNION ALL SELECT person, data_dispensa FROM dem UNION ALL SELECT person, data_requisicao FROM esp) GROUP BY person) GROUP BY year(primeiro);
-- 88 A cohort with a period named once
WITH periodo AS (SELECT DATE'2024-01-01' AS inicio, DATE'2024-12-31' AS fim), coorte AS (SELECT DISTINCT d.person FROM dem d CROSS JOIN periodo p WHERE d.atc LIKE 'B01A%' AND d.data_dispensa BETWEEN p.inicio AND p.fim)
SELECT r.sexo, (2024 - r.ano_nascimento) div 10 * 10 AS idade, count(*) AS pessoas FROM coorte c JOIN rnu r ON r.person = c.person GROUP BY 1, 2;
-- 89 Totals by age and sex, with the level of each row
SELECT faixa_etaria AS `faixa etária`, sexo, grouping_id() AS `nível`, count(*) AS `óbitos` FROM sico GROUP BY CUBE (faixa_etaria, sexo);
-- 90 Running number of dispensings of a person
SELECT count_if(acumulado >= 12) AS com_doze, count(*) AS dispensas FROM (SELECT person, sum(qtd_dispensada) OVER (PARTITION BY person ORDER BY data_dispensa ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS acumulado FROM dem WHERE atc LIKE 'A10%');
-- 91 What the SNS pays by price: a line through all dispensings
SELECT generico, corr(pvp, valor_sns) AS r, regr_slope(valor_sns, pvp) AS declive, regr_intercept(valor_sns, pvp) AS origem, regr_r2(valor_sns, pvp) AS r2 FROM dem GROUP BY generico;
-- 92 Glycated haemoglobin and age
SELECT sexo, regr_slope(resultado_valor, year(data_realizacao) - ano_nascimento) AS por_ano, covar_samp(resultado_valor, year(data_realizacao) - ano_nascimento) AS covariancia
FROM esp WHERE loinc = '4548-4' GROUP BY sexo;
-- 93 Apnoea index and hours of care
SELECT covar_pop(iah, horas_dia) AS covariancia, regr_sxy(iah, horas_dia) AS sxy FROM crd;
