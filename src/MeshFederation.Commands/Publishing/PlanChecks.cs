using System.Globalization;
using MeshFederation.Analysis;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands.Publishing;

/// <summary>What must hold before anything is written.</summary>
internal static class PlanChecks
{
    private const int Named = 3;

    /// <summary>
    /// Requires that each cluster has a context and a server of its own: published twice, a cluster would undo what was published to it
    /// first.
    /// </summary>
    public static void RequireOwnContexts(IEnumerable<MeshCluster> clusters)
    {
        var named = clusters.DistinctBy(cluster => cluster.Name, StringComparer.Ordinal).ToList();
        var twins = named.GroupBy(cluster => (cluster.Context, cluster.Kubeconfig)).FirstOrDefault(same => same.Skip(1).Any());
        if (twins is not null) throw Twins([.. twins], $"have the same context '{twins.Key.Context}'");
        var servers = new ServersOfClusters();
        var same = named.Where(cluster => servers.Of(cluster) is not null).GroupBy(servers.Of).FirstOrDefault(same => same.Skip(1).Any());
        if (same is not null) throw Twins([.. same], $"lead to the same server {same.Key}");
    }

    private static MeshException Twins(MeshCluster[] twins, string why) => new(
        MeshErrorId.ContextDuplicate,
        MeshErrorKind.InvalidArgument,
        $"The clusters {string.Join(" and ", twins.Select(cluster => $"'{cluster.Name}'"))} {why}, so they are one cluster.",
        "Give each its own: New-MeshCluster NAME -Context CONTEXT.",
        twins[0]);

    /// <summary>
    /// Requires that a plan of a file leads to its clusters by a kubeconfig of the session, or one that somebody named in it.
    /// </summary>
    public static void RequireNamedKubeconfig(MeshPlan plan)
    {
        if (plan.UnnamedKubeconfig.Count == 0) return;
        throw new MeshException(
            MeshErrorId.PlanKubeconfigUnnamed,
            MeshErrorKind.InvalidArgument,
            $"The plan of the federation '{plan.Name}' leads to its clusters by {plan.UnnamedKubeconfig}, which nobody named in this "
            + "session. Nothing was changed.",
            "Name the kubeconfig that leads to its clusters from here: Import-MeshPlan PATH -Kubeconfig KUBECONFIG.",
            plan.Name);
    }

    /// <summary>What of the declaration could not be read, each once: what is said of the rest is no news of that.</summary>
    public static IEnumerable<MeshException> Unread(IEnumerable<MeshService> services) => services
        .SelectMany(service => service.Unread)
        .Distinct(StringComparer.Ordinal)
        .Select(text => new MeshException(
            MeshErrorId.DeclarationPartial,
            MeshErrorKind.InvalidData,
            $"Not all of the declaration could be read, and only of the rest is anything said: {text}",
            "Mend what could not be read, and declare the services anew.",
            "declaration"));

    /// <summary>
    /// Requires before pruning that all of the declaration was read: what stands in a file or cluster that could not be, would be removed
    /// as no longer wanted.
    /// </summary>
    public static void RequireWhole(IEnumerable<MeshService> services, string federation)
    {
        if (services.FirstOrDefault(service => service.Unread.Count > 0) is not { } part) return;
        throw new MeshException(
            MeshErrorId.DeclarationPartial,
            MeshErrorKind.InvalidData,
            $"Nothing of the federation '{federation}' is pruned, since not all of its declaration could be read: "
            + $"{string.Join(" ", part.Unread)}",
            "Mend what could not be read, or leave -Prune out.",
            part);
    }

    /// <summary>Requires that no cluster's control plane is taken down, whoever wrote what does it, and whatever -Force may say.</summary>
    public static void RequireSurvival(MeshPlan plan, Action<MeshException> fail)
    {
        if (plan.Danger.Count == 0) return;
        foreach (var finding in plan.Danger) fail(Deadly(finding));
        throw Deadly(plan);
    }

    /// <summary>
    /// Requires that what takes a control plane down was shown when it was accepted: nobody accepts what he does not see.
    /// </summary>
    public static void RequireDangerShown(MeshPlan shown, MeshPlan now)
    {
        var known = shown.Danger.Select(finding => (finding.Rule, finding.Cluster, finding.Target)).ToHashSet();
        if (now.Danger.FirstOrDefault(one => !known.Contains((one.Rule, one.Cluster, one.Target))) is { } more) throw Deadly(more);
    }

    /// <summary>
    /// Requires that analysis finds no error in what is to be published; what takes a control plane down may have been accepted. What is
    /// found beside errors is told.
    /// </summary>
    public static void RequireSound(
        MeshPlan plan, IEnumerable<MeshService> services, Action<MeshException> fail, bool acceptsCrash, Action<string> tell)
    {
        // Fields of somebody's object are no object: what it says besides is not known here.
        var wanted = plan.Changes.Where(change => change is { Wanted: not null, OnlyFields: false })
            .Select(change => new MeshManifest(change.Cluster, change.Wanted!) { Step = change.Step });
        var found =
            FederationAnalysis.Run(new(wanted, services, plan.Cluster)).ToLookup(finding => finding.Severity == FindingSeverity.Error);
        foreach (var finding in found[false])
            tell($"{finding.Severity} {finding.Rule} of analysis, in the cluster '{finding.Cluster}': {finding.Message}");
        var errors = found[true].Where(finding => !(acceptsCrash && finding.EndangersControlPlane)).ToList();
        if (errors.Count == 0) return;
        foreach (var finding in errors) fail(Unsound(finding));
        throw new MeshException(
            MeshErrorId.FederationUnsound,
            MeshErrorKind.InvalidData,
            string.Create(CultureInfo.InvariantCulture, $"The federation '{plan.Name}' is not published: analysis found {errors.Count} "
                + $"{(errors.Count == 1 ? "error" : "errors")}. Nothing was changed."),
            "Mend what is found, and see it before publishing: … | Test-MeshFederation.",
            plan.Name);
    }

    /// <summary>Requires that a plan is whole, and that nothing is in its way.</summary>
    public static void RequirePublishable(MeshPlan plan, Action<MeshException> fail)
    {
        if (plan.IsPartial) throw Partial(plan);
        var stuck = plan.Changes.Where(change => change.Action is ChangeAction.Conflict or ChangeAction.Failed).ToList();
        if (stuck.Count == 0) return;
        foreach (var change in stuck) fail(InTheWay(change));
        var names = string.Join(", ", stuck.Take(Named).Select(ChangeText.Object))
            + (stuck.Count > Named ? FormattableString.Invariant($" and {stuck.Count - Named} more") : "");
        throw new MeshException(
            MeshErrorId.PlanInConflict,
            MeshErrorKind.ResourceExists,
            $"The federation '{plan.Name}' is not published: "
            + (stuck.TrueForAll(change => change.Action == ChangeAction.Failed)
                ? "there is something wrong with"
                : "something is in the way of")
            + $" {names}. Nothing was changed.",
            "See each with its ways out: … | Compare-MeshFederation.",
            plan);
    }

    private static MeshException Partial(MeshPlan plan) => new(
        MeshErrorId.PlanPartial,
        MeshErrorKind.ResourceUnavailable,
        $"The federation '{plan.Name}' is not published, because not all of its clusters could be read: {string.Join(" ", plan.Unread)} "
        + "Nothing was changed.",
        "Mend the connection to these clusters, or take them out of the federation.",
        plan);

    private static MeshException InTheWay(MeshChange change) => new(
        MeshErrorId.PlanInConflict,
        change.Action == ChangeAction.Failed ? MeshErrorKind.InvalidData : MeshErrorKind.ResourceExists,
        $"{ChangeText.Object(change)}: {change.Message}",
        change.Action == ChangeAction.Failed
            ? "Mend what the message says, then publish again."
            : "Choose one of the ways out, then publish again.",
        change);

    private static MeshException Deadly(MeshPlan plan) => new(
        MeshErrorId.ControlPlaneEndangered,
        MeshErrorKind.InvalidData,
        $"The federation '{plan.Name}' is not published: objects in "
        + $"{string.Join(", ", plan.Danger.Select(finding => finding.Cluster).Distinct(StringComparer.Ordinal))} take istiod down. Nothing "
        + "was changed.",
        "Mend what is found. Where istiod is known to bear it: -AcceptControlPlaneCrash. -Force does not waive it.",
        plan.Name);

    private static MeshException Deadly(MeshFinding finding) => new(
        MeshErrorId.ControlPlaneEndangered,
        MeshErrorKind.InvalidData,
        $"{finding.Rule} {finding.Cluster} {finding.Target}: {finding.Message}",
        finding.Recommendation,
        finding);

    private static MeshException Unsound(MeshFinding finding) => new(
        MeshErrorId.FederationUnsound,
        MeshErrorKind.InvalidData,
        $"{finding.Rule} {finding.Cluster} {finding.Target}: {finding.Message}",
        finding.Recommendation,
        finding);
}
