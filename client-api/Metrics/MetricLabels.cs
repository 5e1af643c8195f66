using System.Diagnostics.CodeAnalysis;

namespace AfterSales.Api.Metrics;

/// <summary>The tags of one series. Looked up by the span a measurement brings, so that measuring allocates nothing.</summary>
internal sealed class MetricLabels(KeyValuePair<string, object?>[] tags)
{
    public ReadOnlySpan<KeyValuePair<string, object?>> Tags => tags;

    public static IEqualityComparer<MetricLabels> Comparer { get; } = new TagsComparer();

    private sealed class TagsComparer : IEqualityComparer<MetricLabels>, IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, MetricLabels>
    {
        public bool Equals(MetricLabels? x, MetricLabels? y) => x is not null && y is not null && Equals(x.Tags, y);

        public int GetHashCode([DisallowNull] MetricLabels obj) => GetHashCode(obj.Tags);

        public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> alternate, MetricLabels other)
        {
            if (alternate.Length != other.Tags.Length)
            {
                return false;
            }

            for (var i = 0; i < alternate.Length; i++)
            {
                if (alternate[i].Key != other.Tags[i].Key || !Equals(alternate[i].Value, other.Tags[i].Value))
                {
                    return false;
                }
            }

            return true;
        }

        public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> alternate)
        {
            var hash = new HashCode();
            foreach (var (key, value) in alternate)
            {
                hash.Add(key);
                hash.Add(value);
            }

            return hash.ToHashCode();
        }

        public MetricLabels Create(ReadOnlySpan<KeyValuePair<string, object?>> alternate) => new(alternate.ToArray());
    }
}
