using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>One request of a publish, as a publish without faults makes it.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Verb">The verb.</param>
/// <param name="Plural">The kind.</param>
/// <param name="Name">The object, empty for lists and for what is created.</param>
/// <param name="DryRun">Whether it is a dry run.</param>
/// <param name="Occurrence">Which of the requests that are alike, from 0.</param>
internal sealed record PublishStep(string Cluster, string Verb, string Plural, string Name, bool DryRun, int Occurrence)
{
    /// <summary>The steps of what was asked of clusters. Lists are alike, so one of them stands for all that a comparison makes.</summary>
    public static IReadOnlyList<PublishStep> Of(IEnumerable<(string Name, IReadOnlyList<ApiRequest> Requests)> clusters) =>
    [
        .. from cluster in clusters
           from alike in cluster.Requests.Where(request => !IsTimed(request))
               .GroupBy(request => (request.Verb, request.Plural, request.Name, request.DryRun))
           where alike.Key.Verb != "list" || alike.Key.Plural is "virtualservices" or "configmaps"
           from occurrence in Enumerable.Range(0, alike.Count())
           select new PublishStep(cluster.Name, alike.Key.Verb, alike.Key.Plural, alike.Key.Name, alike.Key.DryRun, occurrence),
    ];

    /// <summary>Whether a request is made as time goes by, so that another run may do without: a lease is renewed.</summary>
    public static bool IsTimed(ApiRequest request) => request is { Verb: "update", Plural: "leases" };

    /// <summary>Lets something go wrong from this request on.</summary>
    /// <returns>Whether it has come to that.</returns>
    public Func<bool> Inject(FaultScript faults, Fault fault, FaultReach reach)
    {
        var seen = -1;
        var rule = faults.Add(fault, Matches, times: reach == FaultReach.Once ? 1 : FaultScript.Always);
        return () => rule.Hits > 0;

        bool Matches(ApiRequest request)
        {
            if (IsIt(request) && Interlocked.Increment(ref seen) == Occurrence) return true;
            if (Volatile.Read(ref seen) < Occurrence) return false;
            return reach switch
            {
                FaultReach.Cluster => true,
                FaultReach.Object => request.Plural == Plural && request.Name == Name && request.Verb == Verb && request.DryRun == DryRun,
                _ => false,
            };
        }
    }

    public override string ToString() =>
        $"{Verb} {Plural} {Name}{(DryRun ? " (dry run)" : "")}{(Occurrence > 0 ? $" #{Occurrence + 1}" : "")} in {Cluster}";

    /// <summary>Whether a request is this one, or one of those that are alike.</summary>
    public bool IsIt(ApiRequest request) => (request.Verb, request.Plural, request.Name, request.DryRun) == (Verb, Plural, Name, DryRun);
}
