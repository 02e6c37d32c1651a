-- The SNS tables that docs/questions.sql asks, as they lie in a lake: always the same rows for a seed. Beforehand stand there the table
-- ids(id), one for each person, and the macro r(what, id, j, n), a number from 0 to n - 1. Columns that are not named are missing.
-- Nobody has two dispensings, two leaves or two contacts on one day, so that a first one and the one before are one.

CREATE MACRO code(h) AS (h % 4000000000000000000)::BIGINT;
CREATE MACRO doctor(what, id, j, n) AS code(hash(what, r(what, id, j, n)));
CREATE MACRO rare(what, id, j, percent) AS r(what, id, j, 100) < percent;

CREATE TABLE numbers AS SELECT range::INTEGER AS j FROM range(19);

CREATE TABLE persons AS SELECT id, code(hash('person', r('person', id, 0, 1000000000), id)) AS numero_utente, 1930 + r('born', id, 0, 91) AS ano_nascimento,
    CASE WHEN r('sex', id, 0, 100) < 54 THEN 'F' ELSE 'M' END AS sexo,
    CASE WHEN id < 9 THEN '200' ELSE list_value('11A', '11A', '11A', '170', '170', '150', '1C1', NULL)[1 + r('region', id, 0, 8)] END AS nuts3,
    CASE WHEN rare('nowhere', id, 0, 4) THEN NULL ELSE '13' || lpad(r('town', id, 0, 14)::VARCHAR, 2, '0') END AS concelho_dico
  FROM ids;

CREATE TABLE rnu AS SELECT p.*, 'atualizado' AS tipo_registo, CASE WHEN rare('dead', id, 0, 12) THEN DATE '2023-05-10' + r('died', id, 0, 760) END AS data_obito,
    CASE WHEN rare('exempt?', id, 0, 5) THEN NULL ELSE rare('exempt', id, 0, 35) END AS isento_taxa_moderadora, 'U' || r('unit', id, 0, 6) AS uf_cod,
    CASE WHEN rare('alone', id, 0, 12) THEN NULL ELSE doctor('family', id, 0, 45) END AS medico_familia_cedula,
    CASE WHEN rare('unregistered', id, 0, 6) THEN NULL ELSE DATE '2016-01-01' + r('registered', id, 0, 3300) END AS data_inscricao_csp
  FROM persons p;

CREATE TABLE medicines AS SELECT list_value('A10BA02', 'A10BA02', 'A10BB09', 'A10BH01', 'A10BK01', 'A10AE04', 'C09AA05', 'C09CA01', 'C10AA05', 'C10AA05', 'C10AA01',
    'N06AB06', 'N06AX16', 'N05BA12', 'N05CD08', 'N02AA01', 'N02AX02', 'N02AX02', 'N02AB03', 'N02BE01', 'N02BE01', 'J01CA04', 'J01CA04', 'J01FA10', 'B01AC06', 'B01AF02',
    'H03AA01', 'R03AC02', NULL) AS codes;

-- Each person takes up to seven medicines, two packages of each in turn; every other dispensing shares a prescription with the one before.
CREATE TABLE lines AS SELECT p.*, j, codes[1 + r('atc', id, (j // 2) % (1 + r('kinds', id, 0, 7)), 29)] AS atc, DATE '2023-06-01' + (r('start', id, 0, 90) + j * 37 + r('day', id, j, 30)) AS day,
    code(hash('prescription', numero_utente, j // 2)) AS numero_receita, 1 + j % 2 AS numero_linha
  FROM persons p, numbers, medicines WHERE NOT rare('healthy', id, 0, 20) AND j < r('times', id, 0, 19);

CREATE TABLE dem AS SELECT *, day AS data_dispensa, code(hash('dispensing', numero_utente, j)) AS id_dispensa, 1 + r('packs', id, j, 3) AS qtd_dispensada,
    CASE WHEN rare('unpriced', id, j, 4) THEN NULL ELSE (150 + r('price', id, j, 8000)) / 100 END::DECIMAL(10, 2) AS pvp, (r('paid', id, j, 6000) / 100)::DECIMAL(10, 2) AS valor_sns,
    CASE WHEN rare('free', id, j, 30) THEN 0 ELSE r('own', id, j, 2500) / 100 END::DECIMAL(10, 2) AS valor_utente,
    CASE WHEN rare('generic?', id, j, 5) THEN NULL ELSE rare('generic', id, j, 48) END AS generico, list_value('A', 'B', 'C', 'C')[1 + r('band', id, j, 4)] AS escalao_comparticipacao
  FROM lines WHERE NOT rare('undispensed', id, j, 15);

CREATE TABLE pem AS SELECT *, day - (r('wait', id, j, 22) - 1) AS data_prescricao, CASE WHEN rare('rheumatology', id, j, 2) THEN '44' ELSE '0' || (1 + r('specialty', id, j, 5)) END AS especialidade_cod,
    CASE WHEN rare('rheumatology', id, j, 2) THEN doctor('rheumatologist', id, j, 2) ELSE doctor('prescriber', id, j, 40) END AS prescritor_cedula,
    1 + r('prescribed', id, j, 4) AS qtd_embalagens, list_value(NULL, 0, 14, 28, 30, 56, 60, 90)[1 + r('long', id, j, 8)] AS duracao_dias, 'ativa' AS estado
  FROM lines WHERE NOT rare('on paper', id, j, 6);

CREATE TABLE leaves AS SELECT p.*, j, DATE '2023-07-01' + (r('ill', id, 0, 60) + j * 75 + r('illness', id, j, 25)) AS data_inicio, 1 + r('days', id, j, CASE WHEN rare('severe', id, j, 20) THEN 49 ELSE 14 END) AS dias,
    CASE WHEN id % 290 = 3 THEN 'tuberculose' ELSE list_value('doença natural', 'doença natural', 'doença natural', 'acidente de trabalho', 'assistência a familiares', 'doença direta')[1 + r('class', id, j, 6)] END AS classificacao
  FROM persons p, numbers WHERE rare('employed', id, 0, 55) AND j < 1 + r('leaves', id, 0, 9);

CREATE TABLE cit AS SELECT *, data_inicio + (dias - 1) AS data_fim, code(hash('leave', numero_utente, j)) AS numero_cit, CASE WHEN rare('first', id, j, 60) THEN 'inicial' ELSE 'prorrogação' END AS tipo,
    CASE WHEN rare('hospital?', id, j, 6) THEN NULL ELSE rare('hospital', id, j, 12) END AS internamento, list_value('L03', 'L03', 'R74', 'R80', 'P76', 'D70', 'A70', NULL)[1 + r('icpc', id, j, 8)] AS codigo_icpc2,
    doctor('certifier', id, j, 30) AS prescritor_cedula, CASE WHEN classificacao = 'assistência a familiares' THEN code(hash('family', numero_utente)) END AS familiar_numero_utente
  FROM leaves;

CREATE TABLE deaths AS SELECT p.*, DATE '2023-01-02' + r('deathday', id, 0, 900) AS data_obito FROM persons p WHERE rare('death', id, 0, 25);

CREATE TABLE sico AS SELECT *, year(data_obito) - ano_nascimento AS idade_obito, list_value('80-84', '85-89', '90+', '75-79')[1 + r('old', id, 0, 4)] AS faixa_etaria,
    list_value('domicílio', 'hospital', 'hospital', 'outro')[1 + r('where', id, 0, 4)] AS local_obito_tipo, doctor('coroner', id, 0, 25) AS medico_certificador_cedula,
    CASE WHEN id % 331 = 5 THEN 'A15' ELSE list_value('I21', 'I64', 'I25', 'C34', 'C50', 'J44', 'G30', 'E11')[1 + r('cause', id, 0, 8)] END AS causa_basica
  FROM deaths;

CREATE TABLE siars AS SELECT p.*, DATE '2023-09-01' + (r('visits', id, 0, 30) + j * 45 + r('visit', id, j, 40)) AS data_contacto, list_value('presencial', 'presencial', 'não presencial', 'enfermagem')[1 + r('kind', id, j, 4)] AS tipo_contacto,
    CASE WHEN rare('desk', id, j, 3) THEN NULL ELSE doctor('gp', id, j, 50) END AS profissional_cedula, CASE WHEN rare('unmeasured', id, j, 40) THEN NULL ELSE 95 + r('pas', id, j, 90) END AS pas,
    CASE WHEN rare('unmeasured', id, j, 43) THEN NULL ELSE 55 + r('pad', id, j, 60) END AS pad, CASE WHEN rare('unweighed', id, j, 50) THEN NULL ELSE 45 + r('peso', id, j, 7000) / 100 END::DECIMAL(5, 2) AS peso,
    CASE WHEN rare('unmeasured', id, 9, 30) THEN NULL ELSE 145 + r('altura', id, 0, 500) / 10 END::DECIMAL(5, 1) AS altura, CASE WHEN rare('no blood', id, j, 75) THEN NULL ELSE 5 + r('hba1c', id, j, 60) / 10 END::DECIMAL(4, 1) AS hba1c,
    CASE WHEN id % 290 = 7 THEN 'ocasional' ELSE list_value('fumador', 'ex-fumador', 'nunca', 'nunca', NULL)[1 + r('smoke', id, 0, 5)] END AS tabagismo
  FROM persons p, numbers WHERE NOT rare('absent', id, 0, 25) AND j <= r('contacts', id, 0, 14);

CREATE TABLE requests AS SELECT p.*, j, DATE '2024-01-08' + (r('exams', id, 0, 30) + j * 60) AS data_requisicao, list_value('A', 'A', 'A', 'B', 'C', 'D', 'M')[1 + r('area', id, j, 7)] AS area_mcdt
  FROM persons p, numbers WHERE rare('examined', id, 0, 60) AND j <= r('requests', id, 0, 6);

CREATE TABLE esp AS SELECT *, CASE WHEN rare('not done', id, j, 25) THEN NULL ELSE data_requisicao + (r('until', id, j, 45) - 2) END AS data_realizacao, 1 + r('quantity', id, j, 2) AS quantidade, rare('urgent', id, j, 15) AS urgente,
    doctor('requester', id, j, 35) AS prescritor_cedula, list_value('4548-4', '4548-4', '2345-7', '2160-0', NULL)[1 + r('loinc', id, j, 5)] AS loinc, 3::DECIMAL(14, 4) AS ref_min, 8.5::DECIMAL(14, 4) AS ref_max,
    CASE WHEN rare('pending', id, j, 20) THEN NULL ELSE r('result', id, j, 110000) / 10000 END::DECIMAL(14, 4) AS resultado_valor
  FROM requests;

CREATE TABLE crd AS SELECT p.*, list_value('oxigenoterapia', 'ventiloterapia', 'ventiloterapia', 'aerossolterapia')[1 + r('care', id, 0, 4)] AS modalidade, rare('initial', id, 0, 70) AS prescricao_inicial, doctor('lung', id, 0, 12) AS prescritor_cedula,
    CASE WHEN rare('hours?', id, 0, 10) THEN NULL ELSE 2 + r('hours', id, 0, 200) / 10 END::DECIMAL(4, 1) AS horas_dia, CASE WHEN rare('iah?', id, 0, 10) THEN NULL ELSE r('iah', id, 0, 800) / 10 END::DECIMAL(5, 1) AS iah,
    ((90 + r('perday', id, 0, 300)) / 100)::DECIMAL(8, 2) AS preco_dia, DATE '2024-02-01' + r('carestart', id, 0, 200) AS data_inicio,
    CASE WHEN rare('goes on', id, 0, 30) THEN NULL ELSE DATE '2024-09-01' + r('careend', id, 0, 200) END AS data_fim
  FROM persons p WHERE rare('lungs', id, 0, 14);

CREATE TABLE siso AS SELECT p.*, CASE WHEN ano_nascimento >= 2005 THEN list_value('SOCJ07', 'SOCJ10', 'SOCJ13')[1 + r('cheque', id, 0, 3)] WHEN id % 97 = 4 THEN 'SOVIH' ELSE list_value('SOG', 'SOI')[1 + r('cheque', id, 0, 2)] END AS tipo_cheque,
    CASE WHEN rare('dmft?', id, 0, 5) THEN NULL ELSE r('dmft', id, 0, 5) END AS cpod, DATE '2024-03-01' + r('issued', id, 0, 90) AS data_emissao, doctor('dentist', id, 0, 18) AS dentista_cedula,
    CASE WHEN rare('unused', id, 0, 35) THEN NULL ELSE DATE '2024-06-02' + r('used', id, 0, 120) END AS data_utilizacao
  FROM persons p WHERE ano_nascimento >= 2005 AND rare('teeth', id, 0, 90) OR rare('teeth', id, 0, 10);

CREATE TABLE rentev AS SELECT p.*, CASE WHEN rare('expired', id, 0, 15) THEN 'expirado' ELSE 'ativo' END AS estado, rare('resuscitation', id, 0, 70) AS recusa_rcp, CASE WHEN rare('palliative?', id, 0, 10) THEN NULL ELSE rare('palliative', id, 0, 85) END AS aceita_paliativos
  FROM persons p WHERE rare('will', id, 0, 9);

CREATE TABLE ccc AS SELECT p.*, CASE WHEN rare('lorry', id, 0, 20) THEN '2' ELSE '1' END AS grupo, CASE WHEN id % 150 = 2 THEN 'inapto' WHEN rare('glasses', id, 0, 25) THEN 'apto com restrições' ELSE 'apto' END AS resultado, doctor('driving', id, 0, 20) AS prescritor_cedula,
    CASE WHEN rare('od?', id, 0, 10) THEN NULL ELSE (40 + r('od', id, 0, 90)) / 100 END::DECIMAL(3, 2) AS acuidade_od, ((40 + r('oe', id, 0, 90)) / 100)::DECIMAL(3, 2) AS acuidade_oe, DATE '2024-01-02' + r('licence', id, 0, 700) AS data_emissao
  FROM persons p WHERE rare('driver', id, 0, 35) OR id % 150 = 2;

CREATE TABLE bas AS SELECT p.*, list_value('medicamento', 'medicamento', 'óculos')[1 + r('benefit', id, j, 3)] AS tipo_beneficio, CASE WHEN rare('declined', id, j, 12) THEN NULL ELSE r('benefit paid', id, j, 15000) / 100 END::DECIMAL(10, 2) AS valor_bas
  FROM persons p, numbers WHERE rare('poor', id, 0, 9) AND j <= r('claims', id, 0, 3);

CREATE TABLE rse AS SELECT p.*, list_value('resumo clínico', 'alergia', 'vacina', 'episódio', 'nota de alta')[1 + r('document', id, j, 5)] AS tipo_documento, DATE '2023-03-01' + (j * 130 + r('event', id, j, 120)) AS data_evento, doctor('author', id, j, 40) AS autor_cedula,
    CASE WHEN rare('icpc', id, j, 70) THEN 'ICPC-2' ELSE 'ICD-10' END AS sistema_codigos, CASE WHEN id % 160 = 8 THEN 'Z12' ELSE list_value('T90', 'K86', 'K87', 'R95', 'P76', NULL)[1 + r('problem', id, j, 6)] END AS codigo
  FROM persons p, numbers WHERE rare('recorded', id, 0, 55) AND j <= r('documents', id, 0, 5);
