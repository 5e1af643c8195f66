using System.Text.Json.Serialization;
using AfterSales.Streams;

namespace AfterSales.Agents.Domain;

/// <summary>Everything that is stored about an agent. The discriminators are stable for ever; a new meaning gets a new version.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(ProfileSet), "profile-set.v1")]
[JsonDerivedType(typeof(PresenceSet), "presence-set.v1")]
[JsonDerivedType(typeof(AgentRemoved), "agent-removed.v1")]
[JsonDerivedType(typeof(WorkReserved), "work-reserved.v1")]
[JsonDerivedType(typeof(WorkOffered), "work-offered.v1")]
[JsonDerivedType(typeof(OfferClosed), "offer-closed.v1")]
[JsonDerivedType(typeof(WorkVoided), "work-voided.v1")]
[JsonDerivedType(typeof(WorkTaken), "work-taken.v1")]
[JsonDerivedType(typeof(WorkConfirmed), "work-confirmed.v1")]
[JsonDerivedType(typeof(WorkChanged), "work-changed.v1")]
[JsonDerivedType(typeof(WorkEnded), "work-ended.v1")]
internal abstract record AgentEvent : StoredEvent;
