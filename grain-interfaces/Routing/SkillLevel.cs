namespace AfterSales.Routing;

/// <summary>
/// A skill and how well: of an agent what he can, of a queue or case what is needed at least. Languages of an agent count as skills
/// <c>lang:{language}</c> of level 5.
/// </summary>
/// <param name="Skill">1-40 characters, one of the routing policy's skills or <c>lang:*</c>.</param>
/// <param name="Level">1 (some) to 5 (expert).</param>
[GenerateSerializer, Immutable, Alias("aftersales.SkillLevel")]
public readonly record struct SkillLevel([property: Id(0)] string Skill, [property: Id(1)] int Level = 1);
