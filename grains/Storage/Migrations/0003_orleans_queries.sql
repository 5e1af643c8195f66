-- What the Orleans ADO.NET providers call. Keys, parameters and result columns are theirs (the misspelled one too); the statements are ours.
insert into orleansquery (querykey, querytext) values

-- Membership. A change passes the version it has read; no row of cluster_version with that version means: read again.
('GatewaysQueryKey', $q$
select address as Address, proxy_port as ProxyPort, generation as Generation
from cluster_member
where deployment_id = @DeploymentId and status = @Status and proxy_port > 0
$q$),

('MembershipReadRowKey', $q$
select v.version as Version, m.address as Address, m.port as Port, m.generation as Generation, m.silo_name as SiloName, m.host_name as HostName,
    m.status as Status, m.proxy_port as ProxyPort, m.suspect_times as SuspectTimes, m.start_time as StartTime, m.i_am_alive_time as IAmAliveTime
from cluster_version v
left join cluster_member m on m.deployment_id = v.deployment_id
    and m.address = @Address and m.port = @Port and m.generation = @Generation
where v.deployment_id = @DeploymentId
$q$),

('MembershipReadAllKey', $q$
select v.version as Version, m.address as Address, m.port as Port, m.generation as Generation, m.silo_name as SiloName, m.host_name as HostName,
    m.status as Status, m.proxy_port as ProxyPort, m.suspect_times as SuspectTimes, m.start_time as StartTime, m.i_am_alive_time as IAmAliveTime
from cluster_version v
left join cluster_member m on m.deployment_id = v.deployment_id
where v.deployment_id = @DeploymentId
$q$),

('InsertMembershipVersionKey', $q$
with created as (
    insert into cluster_version (deployment_id) values (@DeploymentId) on conflict do nothing returning 1)
select exists (select from created)
$q$),

('InsertMembershipKey', $q$
with raised as (
    update cluster_version set version = version + 1, modified_at = now()
    where deployment_id = @DeploymentId and version = @Version
        and not exists (
            select from cluster_member
            where deployment_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
    returning deployment_id),
added as (
    insert into cluster_member (
        deployment_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time, i_am_alive_time)
    select deployment_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from raised
    on conflict do nothing
    returning 1)
select exists (select from added)
$q$),

('UpdateMembershipKey', $q$
with raised as (
    update cluster_version set version = version + 1, modified_at = now()
    where deployment_id = @DeploymentId and version = @Version
        and exists (
            select from cluster_member
            where deployment_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
    returning deployment_id),
changed as (
    update cluster_member m set status = @Status, suspect_times = @SuspectTimes, i_am_alive_time = @IAmAliveTime
    from raised
    where m.deployment_id = raised.deployment_id and m.address = @Address and m.port = @Port and m.generation = @Generation
    returning 1)
select exists (select from changed)
$q$),

-- A heartbeat is no change of membership: the version stays.
('UpdateIAmAlivetimeKey', $q$
update cluster_member set i_am_alive_time = @IAmAliveTime
where deployment_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation
$q$),

('DeleteMembershipTableEntriesKey', $q$
delete from cluster_version where deployment_id = @DeploymentId
$q$),

-- Status 6 is dead, 3 is active. The cut-off can be recent when many silos have come and gone, so one that is still starting or stopping goes only
-- when it has been silent for a day.
('CleanupDefunctSiloEntriesKey', $q$
delete from cluster_member
where deployment_id = @DeploymentId and i_am_alive_time < @IAmAliveTime
    and (status = 6 or (status <> 3 and i_am_alive_time < now() - interval '1 day'))
$q$),

-- Grain storage. No row returned is a version conflict; two first writes meet on the primary key.
('ReadFromStorageKey', $q$
select payload as PayloadBinary, version as Version
from grain_storage
where service_id = @ServiceId and grain_type = @GrainTypeString
    and grain_key = orleans_key_text(@GrainIdN0, @GrainIdN1, @GrainIdExtensionString)
$q$),

('WriteToStorageKey', $q$
with first as (
    insert into grain_storage (service_id, grain_type, grain_key, payload, version, modified_at)
    select @ServiceId, @GrainTypeString, orleans_key_text(@GrainIdN0, @GrainIdN1, @GrainIdExtensionString), @PayloadBinary, 1, now()
    where @GrainStateVersion::int is null
    on conflict do nothing
    returning version),
next as (
    update grain_storage set payload = @PayloadBinary, version = version + 1, modified_at = now()
    where service_id = @ServiceId and grain_type = @GrainTypeString
        and grain_key = orleans_key_text(@GrainIdN0, @GrainIdN1, @GrainIdExtensionString)
        and version = @GrainStateVersion::int
    returning version)
select version as NewGrainStateVersion from first
union all
select version from next
$q$),

('ClearStorageKey', $q$
update grain_storage set payload = null, version = version + 1, modified_at = now()
where service_id = @ServiceId and grain_type = @GrainTypeString
    and grain_key = orleans_key_text(@GrainIdN0, @GrainIdN1, @GrainIdExtensionString)
    and version = @GrainStateVersion::int
returning version as NewGrainStateVersion
$q$),

('DeleteStorageKey', $q$
delete from grain_storage
where service_id = @ServiceId and grain_type = @GrainTypeString
    and grain_key = orleans_key_text(@GrainIdN0, @GrainIdN1, @GrainIdExtensionString)
    and version = @GrainStateVersion::int
returning version + 1 as NewGrainStateVersion
$q$),

-- Reminders. The hash ring is compared as signed integers: (begin, end], or the two ends of the ring when begin is not below end.
('ReadReminderRowsKey', $q$
select grain_id as GrainId, reminder_name as ReminderName, start_time as StartTime, period_ms as Period, version as Version
from orleans_reminder
where service_id = @ServiceId and grain_id = @GrainId
$q$),

('ReadReminderRowKey', $q$
select grain_id as GrainId, reminder_name as ReminderName, start_time as StartTime, period_ms as Period, version as Version
from orleans_reminder
where service_id = @ServiceId and grain_id = @GrainId and reminder_name = @ReminderName
$q$),

('ReadRangeRows1Key', $q$
select grain_id as GrainId, reminder_name as ReminderName, start_time as StartTime, period_ms as Period, version as Version
from orleans_reminder
where service_id = @ServiceId and grain_hash > @BeginHash and grain_hash <= @EndHash
$q$),

('ReadRangeRows2Key', $q$
select grain_id as GrainId, reminder_name as ReminderName, start_time as StartTime, period_ms as Period, version as Version
from orleans_reminder
where service_id = @ServiceId and (grain_hash > @BeginHash or grain_hash <= @EndHash)
$q$),

-- The period arrives as int or as bigint, by its size.
('UpsertReminderRowKey', $q$
insert into orleans_reminder as r (service_id, grain_id, reminder_name, grain_hash, start_time, period_ms)
values (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period::bigint)
on conflict (service_id, grain_id, reminder_name) do update
    set grain_hash = excluded.grain_hash, start_time = excluded.start_time, period_ms = excluded.period_ms, version = r.version + 1
returning version as Version
$q$),

('DeleteReminderRowKey', $q$
with gone as (
    delete from orleans_reminder
    where service_id = @ServiceId and grain_id = @GrainId and reminder_name = @ReminderName and version = @Version
    returning 1)
select exists (select from gone)
$q$),

('DeleteReminderRowsKey', $q$
delete from orleans_reminder where service_id = @ServiceId
$q$)

on conflict (querykey) do update set querytext = excluded.querytext;
