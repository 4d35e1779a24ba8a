using System.Collections;
using System.Globalization;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands.Arguments;

/// <summary>Reads the ports of pods: <c>@{ http = 8080 }</c>.</summary>
internal static class TargetPorts
{
    /// <summary>A copy of an instance with the ports that its pods have; those that are not named stay.</summary>
    public static MeshServiceInstance Add(MeshService service, MeshServiceInstance instance, Hashtable ports)
    {
        var given = ports.Cast<DictionaryEntry>()
            .ToDictionary(entry => Named(service, ArgumentMap.Text(entry.Key)), entry => Number(entry.Value), StringComparer.Ordinal);
        return instance with
        {
            TargetPort = PortNumbers.Create(instance.TargetPort.Where(port => !given.ContainsKey(port.Key)).Concat(given)),
            NamedTargetPort = instance.NamedTargetPort.Where(name => !given.ContainsKey(name)).ToValueList(),
        };
    }

    /// <summary>The error for something that is no ports of pods.</summary>
    public static MeshException Invalid(object? item, string why) => new(
        MeshErrorId.PortInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{ArgumentMap.Describe(item)}' of -TargetPort cannot be read: {why}.",
        "Give the numbers that the pods have, by the port's name: -TargetPort @{ http = 8080 }.",
        item);

    private static string Named(MeshService service, string name) =>
        service.Port.Any(port => port.Name == name) ? name : throw Invalid(name, $"the service '{service}' has the ports {service.Port}");

    private static int Number(object? value) =>
        long.TryParse(ArgumentMap.Text(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? PortErrors.RequireNumber(number, number)
            : throw Invalid(value, "it is not the number of a port");
}
