using System.Globalization;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;

namespace MeshFederation.Analysis.Rules.AuthorizationPolicies;

/// <summary>The parts of a rule of an AuthorizationPolicy.</summary>
internal static class PolicyRules
{
    public static IEnumerable<UnstructuredMap> Sources(UnstructuredMap rule) =>
        rule.Maps("from").Select(from => from.Map("source")).OfType<UnstructuredMap>();

    public static IEnumerable<UnstructuredMap> Operations(UnstructuredMap rule) =>
        rule.Maps("to").Select(to => to.Map("operation")).OfType<UnstructuredMap>();

    /// <summary>Whether a text is a port as policies write it; 0 is one to Istio.</summary>
    public static bool IsPort(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= PortRange.Most;
}
