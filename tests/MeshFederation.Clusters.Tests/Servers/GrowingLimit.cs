using Xunit.Sdk;

namespace MeshFederation.Clusters.Tests.Servers;

/// <summary>
/// A limit that what hangs has to reach, and nothing else: short at first, and longer each time that something did not keep it that only
/// was slow. So a test of it takes little time, and says the same on a machine that has other things to do.
/// </summary>
internal static class GrowingLimit
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Runs a test, which makes all that it needs anew each time.</summary>
    /// <param name="first">The limit to begin with.</param>
    /// <param name="test">The test.</param>
    public static async Task RunAsync(TimeSpan first, Func<TimeSpan, Task> test)
    {
        for (var limit = first; ; limit *= 4)
        {
            try
            {
                await test(limit);
                return;
            }
            catch (XunitException) when (limit < Longest)
            {
                // What is wrong is so with every limit.
            }
        }
    }
}
