using MeshFederation.Istio.Ports;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>Ports: texts as <c>http:9080</c>, numbers, or maps with name, number and protocol.</summary>
internal static class PortKeys
{
    /// <summary>The number of a port.</summary>
    public static readonly WholeShape Number = new(PortRange.Least, PortRange.Most, 9080);

    private static readonly Section<UnstructuredMap> Section = new(
        "port",
        Plain("name", new TextShape("http"), "The name; by default it is made of protocol and number."),
        Plain("number", Number, "The number that callers use.") with { IsRequired = true },
        Plain(
            "protocol", new TextShape("HTTP"),
            "What Istio takes the port for; empty where it is to find out by itself, by default what name and number declare."));

    /// <summary>What a port may be.</summary>
    public static readonly ValueShape Shape = new EitherShape([new TextShape("http:9080"), Number, Section.Shape]);

    /// <summary>The shortest form that says it.</summary>
    public static object Write(MeshPort port)
    {
        var bare = FormattableString.Invariant($"{port.Name}:{port.Number}");
        if (PortProtocol.OfService(port.Number, port.Name, transport: null, appProtocol: null) == port.Protocol) return bare;
        return port.Protocol == IstioProtocol.Undeclared
            ? UnstructuredMap.Of(("name", port.Name), ("number", (long)port.Number), ("protocol", ""))
            : port.ToString();
    }

    public static MeshPort Read(object value)
    {
        if (value is not UnstructuredMap map)
            return PortSyntax.Parse(value is long number ? FormattableString.Invariant($"{number}") : ((string)value).Trim());
        var target = InTarget(map);
        return map.Text("protocol") is ""
            ? PortSyntax.Create(map.Text("name"), (int)map.Number("number")!, IstioProtocol.Undeclared, target)
            : PortSyntax.Create(map.Text("name"), (int)map.Number("number")!, map.Text("protocol"), target);
    }

    private static string InTarget(UnstructuredMap map) => map.Text("name") ?? FormattableString.Invariant($"{map.Number("number")}");

    private static DeclarationKey<UnstructuredMap> Plain(string name, ValueShape shape, string summary) =>
        new(name, shape, summary, map => map.GetValueOrDefault(name), (map, value, _) => map.With(name, value));
}
