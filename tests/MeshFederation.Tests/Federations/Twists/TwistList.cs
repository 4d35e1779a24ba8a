using MeshFederation.Model.Services;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>
/// All twists. Each decides by its own name whether a number has it, so that one more changes nothing of what the others do to it.
/// </summary>
internal static class TwistList
{
    /// <summary>Of so many numbers one has no twist, and is what it was before there were any.</summary>
    private const int Plain = 3;

    private const int Times = 8;

    private static readonly Twist[] All =
    [
        .. typeof(Twist).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Twist)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal).Select(type => (Twist)Activator.CreateInstance(type)!),
    ];

    /// <summary>Adds to a federation the twists that its number has.</summary>
    public static void Add(TwistedWorld world, int number, IReadOnlyList<MeshService> services)
    {
        if (number % Plain == 0) return;
        foreach (var twist in All)
        {
            var dice = new Dice(Seed(number, twist.GetType().Name), services);
            if (dice.OneIn(Times)) twist.Add(world, dice);
        }
    }

    /// <summary>Seeds beside each other make numbers that are like each other, so these are mixed (murmur3's finalizer).</summary>
    private static int Seed(int number, string name)
    {
        unchecked
        {
            var seed = name.Aggregate((uint)number, (mixed, letter) => (mixed * 31) + letter);
            seed = (seed ^ (seed >> 16)) * 0x85EBCA6B;
            seed = (seed ^ (seed >> 13)) * 0xC2B2AE35;
            return (int)((seed ^ (seed >> 16)) & int.MaxValue);
        }
    }
}
