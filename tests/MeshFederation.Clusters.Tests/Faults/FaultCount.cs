using System.Collections.Concurrent;
using System.Globalization;
using MeshFederation.Clusters.Tests.Faults;

[assembly: AssemblyFixture(typeof(FaultCount))]

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>
/// What was tried and what came of it, over all tests of faults: <c>MESHFEDERATION_FAULTS=FILE</c> writes it into a file when they end.
/// </summary>
public sealed class FaultCount : IDisposable
{
    private static readonly ConcurrentDictionary<string, FaultTally> Counted = new(StringComparer.Ordinal);

    /// <summary>Counts the cases of a test, and says them in its output.</summary>
    /// <param name="kind">What goes wrong where, as <c>publishing, servers in this process</c>.</param>
    /// <param name="one">What came of them.</param>
    internal static void Tell(string kind, FaultTally one)
    {
        Counted.AddOrUpdate(kind, one, (_, sum) => sum.And(one));
        TestContext.Current.TestOutputHelper!.WriteLine(one.ToString());
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (Environment.GetEnvironmentVariable("MESHFEDERATION_FAULTS") is not { Length: > 0 } file || Counted.IsEmpty) return;
        var all = Counted.Values.Aggregate((one, other) => one.And(other));
        File.WriteAllLines(file, Counted.OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key}: {one.Value}"))
            .Append(string.Create(CultureInfo.InvariantCulture, $"all: {all}")));
    }
}
