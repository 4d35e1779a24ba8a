using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.Mesh;

internal sealed class HiddenByDefault : Rule
{
    public override string Id => "MF8003";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Where a mesh hides objects by default, those of a federation say who sees them.";

    public override string Recommendation =>
        "Declare the cluster as it is (Get-MeshCluster, or New-MeshCluster with its defaults) and publish again, so that the objects say "
        + "exportTo; or say it in them.";

    public override string Source => "pilot/pkg/model/push_context.go initDefaultExportMaps";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var view in federation.Views)
        {
            var hidden =
                IstioKind.Exported.SelectMany(view.Of).Where(item => item.Federation.Length > 0 && ExportScope.Written(item).Length == 0)
                    .Select(item => (item, scope: ExportScope.Of(item, view.Cluster))).Where(pair => !pair.scope.IsPublic).ToList();
            foreach (var same in hidden.GroupBy(pair => pair.item.Kind, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                var (first, scope) = same.MinBy(pair => pair.item.ToString(), StringComparer.Ordinal);
                var more = same.Count() == 1 ? "" : FormattableString.Invariant($", and {same.Count() - 1} more of the kind likewise");
                var seen = scope.Namespaces.Count == 0 ? "nobody" : string.Join(", ", scope.Namespaces) + " alone";
                report.At(first, first.Spec, ExportScope.Field, $"{first} says no exportTo, and its {scope} shows it to {seen}{more}.");
            }
        }
    }
}
