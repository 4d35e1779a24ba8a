using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AnyObject;

internal sealed class ExportToWrong : Rule
{
    public override string Id => "MF1003";

    public override string Title => "exportTo names namespaces, '.' for the object's own, or '*' alone for all, each once.";

    public override string Recommendation => "Use exportTo: ['.'] or ['*'], or list namespaces.";

    public override string Source => "pkg/config/validation/validation.go validateExportTo";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var kind in (string[])[IstioKind.ServiceEntry, IstioKind.DestinationRule, IstioKind.VirtualService])
        {
            foreach (var manifest in federation.Of(kind)) Check(manifest, kind, report);
        }
    }

    private static void Check(MeshManifest manifest, string kind, Report report)
    {
        var list = manifest.Spec.List(ExportScope.Field);
        if (list.Count == 0) return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, entry) in manifest.Spec.Texts(ExportScope.Field))
        {
            if (Fault(entry, manifest, kind, list.Count, seen) is { } fault) report.At(manifest, list, index, fault);
        }

        if (kind == IstioKind.DestinationRule
            && manifest.Spec.Has("workloadSelector")
            && (seen.Count > 1 || !seen.Contains(manifest.Namespace)))
        {
            report.At(
                manifest,
                manifest.Spec,
                ExportScope.Field,
                "A DestinationRule with a workloadSelector can be exported to its own namespace only.");
        }
    }

    private static string? Fault(string entry, MeshManifest manifest, string kind, int count, HashSet<string> seen)
    {
        if (!seen.Add(entry == ExportScope.Own ? manifest.Namespace : entry)) return $"The namespace of '{entry}' is named twice.";
        return entry switch
        {
            ExportScope.Own => null,
            ExportScope.All => count > 1 ? "'*' is every namespace already; it stands alone." : null,
            ExportScope.Nobody when kind != IstioKind.ServiceEntry => "'~', to nobody, is for ServiceEntries only.",
            ExportScope.Nobody => count > 1 ? "'~' is nobody; it stands alone." : null,
            _ => IstioText.IsLabel(entry) ? null : $"'{entry}' is no namespace.",
        };
    }
}
