using MeshFederation.Istio.Objects;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Checks.Objects;

/// <summary>What istiod writes into the status of objects, where it is told to (PILOT_ENABLE_STATUS, or the analyzer in istiod).</summary>
internal sealed class ObjectsAccepted : ClusterCheck
{
    public override string Id => "objects-accepted";

    public override string Category => "Objects";

    public override string Name => "istiod has no objection to the federation's objects";

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        var mine = cluster.Objects.Where(item => scene.IsMine(item)).ToList();
        var told = mine.Where(item => item.Content.Map("status") is { } status
            && (status.List("conditions").Count > 0 || status.List(StatusMessages.Field).Count > 0)).ToList();
        if (told.Count == 0)
        {
            yield return NotChecked(
                cluster.Name,
                "istiod writes no status into objects.",
                "It does with PILOT_ENABLE_STATUS=true and PILOT_ENABLE_ANALYSIS=true on istiod.");
            yield break;
        }

        var objections = told.SelectMany(item => Objections(item).Select(what => $"{item}: {what}")).ToList();
        foreach (var objection in objections)
            yield return Warned(cluster.Name, objection, "istioctl analyze explains the code; Test-MeshFederation the object.");
        if (objections.Count == 0)
        {
            yield return Passed(
                cluster.Name, FormattableString.Invariant($"{told.Count} of {mine.Count} objects have a status, and it is good"));
        }
    }

    private static IEnumerable<string> Objections(MeshManifest item)
    {
        var status = item.Content.Map("status")!;
        foreach (var condition in status.Maps("conditions").Where(StatusConditions.Fails))
        {
            yield return $"condition {condition.Text("type")} is False, "
                + $"{condition.Text("reason") ?? condition.Text("message") ?? "for no reason told"}";
        }

        foreach (var message in StatusMessages.Objections(status)) yield return StatusMessages.Title(message);
    }
}
