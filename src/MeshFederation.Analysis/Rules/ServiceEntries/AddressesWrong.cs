using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.ServiceEntries;

internal sealed class AddressesWrong : ObjectRule
{
    public override string Id => "MF1104";

    public override string Title => "The addresses of a ServiceEntry are IP addresses, or with resolution NONE or STATIC ranges of them.";

    public override string Recommendation => "Give an IP address as 240.0.0.10, or change the resolution.";

    public override string Source => "pkg/config/validation/validation.go ValidateServiceEntry";

    protected override string Kind => IstioKind.ServiceEntry;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        var addresses = manifest.Spec.List("addresses");
        var ranges = EntryResolution.Of(manifest) is EntryResolution.None or EntryResolution.Static;
        foreach (var (index, address) in manifest.Spec.Texts("addresses"))
        {
            if (!IstioText.IsAddressOrRange(address)) report.At(manifest, addresses, index, $"'{address}' is no IP address.");
            else if (!ranges && address.Contains('/', StringComparison.Ordinal))
                report.At(manifest, addresses, index, $"The range '{address}' needs resolution NONE or STATIC.");
        }
    }
}
