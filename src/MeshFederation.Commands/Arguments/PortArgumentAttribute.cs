using System.Globalization;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Ports;

namespace MeshFederation.Commands.Arguments;

/// <summary>Reads ports: <c>http:9080</c>, <c>9080</c>, <c>tcp-db:5432/TCP</c>, or a hashtable with Name, Number and Protocol.</summary>
public sealed class PortArgumentAttribute : FriendlyArgumentAttribute<MeshPort>
{
    /// <inheritdoc />
    protected override MeshPort Read(object? item) => item switch
    {
        MeshPort port => port,
        string text => PortSyntax.Parse(text.Trim()),
        int or long or short or byte or ushort or uint => PortSyntax.Parse(Convert.ToString(item, CultureInfo.InvariantCulture)!),
        null => throw PortErrors.Invalid(null, "there is none"),
        _ => FromMap(item),
    };

    private static MeshPort FromMap(object? item)
    {
        var map = ArgumentMap.Of(item, why => PortErrors.Invalid(ArgumentMap.Describe(item), why), "Name", "Number", "Protocol")
            ?? throw PortErrors.Invalid(item, "it is neither a text nor a hashtable");
        var number = map.Number("Number") ?? throw PortErrors.Invalid(ArgumentMap.Describe(item), "it has no Number");

        // An empty protocol is one that is left to Istio, whatever the name says.
        if (map.Text("Protocol") is "")
        {
            return PortSyntax.Create(
                map.Text("Name"), PortErrors.RequireNumber(number, number), IstioProtocol.Undeclared, ArgumentMap.Describe(item));
        }

        return PortSyntax.Create(
            map.Text("Name"),
            PortErrors.RequireNumber(number, number),
            map.Text("Protocol"),
            map.Text("Name") ?? number.ToString(CultureInfo.InvariantCulture));
    }
}
