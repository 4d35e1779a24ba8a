using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands.Arguments;

/// <summary>Reads the port numbers of one cluster: <c>@{ http = 8080 }</c>, or <c>8080</c> where there is one port.</summary>
internal static class ClusterPorts
{
    public static PortNumbers Read(MeshService service, string cluster, object? ports)
    {
        var value = ports is PSObject wrapped ? wrapped.BaseObject : ports;
        if (value is not IDictionary dictionary)
        {
            if (service.Port.Count != 1)
                throw Invalid(value, $"the service '{service}' has several ports ({service.Port}), so it must be told which one has it");
            return PortNumbers.Create([new(service.Port[0].Name, Number(value, cluster))]);
        }

        return PortNumbers.Create(dictionary.Cast<DictionaryEntry>().Select(entry =>
        {
            var name = ArgumentMap.Text(entry.Key);
            if (service.Port.All(port => port.Name != name)) throw Unknown(service, cluster, name);
            return new KeyValuePair<string, int>(name, Number(entry.Value, name));
        }));
    }

    private static int Number(object? value, string target) =>
        long.TryParse(ArgumentMap.Text(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? PortErrors.RequireNumber(number, target)
            : throw Invalid(ArgumentMap.Text(value), $"it is not the number of a port in '{target}'");

    /// <summary>The error for something that is no port numbers.</summary>
    public static MeshException Invalid(object? item, string why) => new(
        MeshErrorId.PortInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{ArgumentMap.Describe(item)}' of -ClusterPort cannot be read: {why}.",
        "Give the numbers that differ, by cluster and by the port's name: -ClusterPort @{ cluster2 = @{ http = 8080 } }.",
        item);

    private static MeshException Unknown(MeshService service, string cluster, string name) => new(
        MeshErrorId.PortInvalid,
        MeshErrorKind.ObjectNotFound,
        $"-ClusterPort for the cluster '{cluster}' names the port '{name}', which the service '{service}' does not have.",
        $"Use the name of one of its ports: {service.Port}.",
        name);
}
