namespace AfterSales.LoadTests.Workload;

/// <summary>
/// Chance without a sequence: the same question gets the same answer, whoever asks, in whatever order and in whatever process. A purpose and
/// numbers make a die; each die is thrown as often as wanted and always shows the same.
/// </summary>
internal readonly record struct Dice(ulong State)
{
    private const double Unit = 1.0 / (1UL << 53);

    /// <param name="seed">Seed of the plan.</param>
    /// <param name="purpose">What is decided; other purposes are independent.</param>
    public static Dice Of(int seed, string purpose)
    {
        var state = (ulong)(uint)seed;
        foreach (var letter in purpose)
        {
            state = Mix(state ^ letter);
        }

        return new Dice(state);
    }

    public Dice At(long number) => new(Mix(State ^ Mix(unchecked((ulong)number + 0x9E3779B97F4A7C15UL))));

    /// <summary>From 0 to below 1.</summary>
    public double Roll() => (Mix(State) >> 11) * Unit;

    /// <summary>From 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(Roll() * bound);

    public bool Chance(double share) => Roll() < share;

    public T Pick<T>(ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    /// <summary>One of the choices, by weight.</summary>
    public T Weigh<T>(ReadOnlySpan<(T Choice, double Weight)> choices)
    {
        var total = 0.0;
        foreach (var (_, weight) in choices)
        {
            total += weight;
        }

        var left = Roll() * total;
        foreach (var (choice, weight) in choices)
        {
            left -= weight;
            if (left < 0)
            {
                return choice;
            }
        }

        return choices[^1].Choice;
    }

    /// <summary>Standard normal (Box and Muller).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - At(1).Roll())) * Math.Cos(2 * Math.PI * At(2).Roll());

    public double LogNormal(double median, double sigma) => median * Math.Exp(sigma * Normal());

    /// <summary>SplitMix64 (Steele, Lea and Flood, 2014).</summary>
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15UL;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}
