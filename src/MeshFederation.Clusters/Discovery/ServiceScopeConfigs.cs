using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Yaml;

namespace MeshFederation.Clusters.Discovery;

/// <summary>
/// Reads and writes <c>meshConfig.serviceScopeConfigs</c>, of which those with the scope GLOBAL decide; one that is none is skipped
/// (istio pilot/pkg/serviceregistry/ambient/services.go matchServiceScope).
/// </summary>
internal static class ServiceScopeConfigs
{
    private const string Global = "GLOBAL";

    public static ValueList<MeshServiceScope> Read(IEnumerable<UnstructuredMap> configs) =>
        configs.Where(config => config.Text("scope") == Global).Select(TryRead).OfType<MeshServiceScope>().ToValueList();

    public static UnstructuredMap Write(MeshServiceScope scope) => UnstructuredMap.Of(
        ("servicesSelector", Selector(scope.Services)), ("namespaceSelector", Selector(scope.Namespaces)), ("scope", Global));

    private static MeshServiceScope? TryRead(UnstructuredMap config)
    {
        try
        {
            return new(Selector(config.Map("servicesSelector")), Selector(config.Map("namespaceSelector")));
        }
        catch (MeshException)
        {
            return null;
        }
    }

    private static NamespaceSelector Selector(UnstructuredMap? selector) =>
        selector is null ? new([]) : SelectorSyntax.Read(selector, InlineYaml.Write(selector));

    private static UnstructuredMap? Selector(NamespaceSelector selector) =>
        selector.Requirement.Count == 0 ? null : DiscoverySelectors.Write(selector);
}
