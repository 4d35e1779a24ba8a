using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules;

/// <summary>The base of rules that look at each object of a kind by itself.</summary>
internal abstract class ObjectRule : Rule
{
    /// <summary>The kind, of <see cref="IstioKind"/>.</summary>
    protected abstract string Kind { get; }

    /// <summary>What rules look at together: those of a kind all at the same objects.</summary>
    public string Pass => Kind;

    /// <summary>
    /// Looks at each object by all rules of its kind before it goes on to the next one, since what was just read is read fastest.
    /// </summary>
    /// <param name="rules">The rules, all of one kind.</param>
    /// <param name="federation">Everything that is known of the federation.</param>
    /// <returns>What was found, rule by rule.</returns>
    public static IEnumerable<MeshFinding> Evaluate(ObjectRule[] rules, FederationView federation)
    {
        var reports = new Report[rules.Length];
        for (var i = 0; i < rules.Length; i++) reports[i] = new(rules[i].Finds);
        Examine(rules, federation, reports);
        return reports.SelectMany(static report => report.Findings);
    }

    /// <inheritdoc />
    protected sealed override void Examine(FederationView federation, Report report) => Examine([this], federation, [report]);

    /// <summary>Looks at one object.</summary>
    protected abstract void Check(MeshManifest manifest, ClusterView cluster, Report report);

    private static void Examine(ObjectRule[] rules, FederationView federation, Report[] reports)
    {
        ClusterView? cluster = null;
        foreach (var manifest in federation.AllOf(rules[0].Kind))
        {
            if (cluster?.Cluster.Name != manifest.Cluster) cluster = federation.In(manifest.Cluster);
            for (var i = 0; i < rules.Length; i++) rules[i].Check(manifest, cluster, reports[i]);
        }
    }
}
